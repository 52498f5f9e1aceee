-- id: columns-10
-- title: 国有资本经营预算支出表每行各栏相加正确
-- severity: error
-- forms: 10
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有国有资本经营预算支出
select book, '10!' || row_key || '.total' as address, total as left_value, '' as other_address, basic + project
    as right_value, total = basic + project as holds from form_10;
