-- id: columns-07
-- title: 一般公共预算基本支出表每行各栏相加正确
-- severity: error
-- forms: 07
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有一般公共预算基本支出
select book, '07!' || row_key || '.total' as address, total as left_value, '' as other_address,
    personnel + operating as right_value, total = personnel + operating as holds from form_07;
