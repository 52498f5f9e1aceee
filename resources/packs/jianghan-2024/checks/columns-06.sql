-- id: columns-06
-- title: 一般公共预算支出表(分单位)每行各栏相加正确
-- severity: error
-- forms: 06
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有一般公共预算支出
select book, '06!' || row_key || '.total' as address, total as left_value, '' as other_address, basic + project
    as right_value, total = basic + project as holds from form_06
union all select book, '06!' || row_key || '.basic', basic, '', personnel + operating,
    basic = personnel + operating from form_06;
