-- id: names-11
-- title: 项目单位是本部门的单位
-- severity: error
-- forms: 02 11
-- figures: text
-- structural: yes
-- says: {place}的“{left}”不是02表里的单位；请改成现在的单位名称。
-- basis: 11表的项目单位是02表所列单位
-- absent: 没有项目
select g.book, '11!' || g.row_key || '.unit_name' as address, g.unit_name as left_value, '' as other_address,
    coalesce(u.name, '没有') as right_value, u.name is not null as holds
from form_11 g
left join (select distinct book, name from form_02 where row_kind = 'unit') u on u.book = g.book and u.name = g.unit_name
where g.row_kind = 'record'
