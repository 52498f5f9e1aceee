-- id: columns-03
-- title: 支出预算总表每行各栏相加正确
-- severity: error
-- forms: 03
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有支出
select book, '03!' || row_key || '.total' as address, total as left_value, '' as other_address,
    basic + project + business + remit_up + aid_down as right_value,
    total = basic + project + business + remit_up + aid_down as holds from form_03;
