-- id: units-11
-- title: 项目支出预算表单位等于其项目之和
-- severity: error
-- forms: 11
-- structural: yes
-- says: {place}是 {left}，该单位各项目相加是 {right}，相差 {difference}；请核对该单位的项目。
-- basis: 单位行等于项目单位相同的各项目之和
select u.book, '11!' || u.row_key || '.total' as address, u.total as left_value, '' as other_address,
    coalesce(s.total, 0) as right_value,
    u.total = coalesce(s.total, 0) as holds
from form_11 u
left join (select book, unit_name, sum(total) as total from form_11 where row_kind = 'record'
    group by book, unit_name) s
    on s.book = u.book and s.unit_name = u.name
where u.row_kind = 'unit';
