-- id: names-projects
-- title: 采购和服务的项目在项目支出预算表中
-- severity: error
-- forms: 11 12 13
-- figures: text
-- structural: yes
-- says: {place}的项目“{left}”在11表{right}；请改成11表的项目名称。
-- basis: 12、13表的项目是11表所列项目
-- absent: 采购和服务都不属于项目
with r as (
    select book, '12!' || row_key || '.project' as place, project, unit_name from form_12
        where row_kind = 'record' and project <> ''
    union all select book, '13!' || row_key || '.project', project, unit_name from form_13
        where row_kind = 'record' and project <> ''
)
select r.book, r.place as address, r.project as left_value, '' as other_address,
    case when g.name is null then '没有' else '有' end as right_value, g.name is not null as holds
from r
left join (select distinct book, name, unit_name from form_11 where row_kind = 'record') g
    on g.book = r.book and g.name = r.project and g.unit_name = r.unit_name
