-- id: obsolete-function
-- title: 功能科目没有停用
-- severity: warning
-- figures: text
-- says: {place}的功能科目 {left} 已经停用（{note}），共 {lines} 行；请改用 {right}。
-- basis: 停用的科目由新科目代替
with u as materialized (
    select book, function as code, 'line' as origin, nature, min(id) as id, count(*) as lines from fact_line group by book, function, nature
    union all select book, function, 'procurement', '', min(id), count(*) from fact_procurement group by book, function
    union all select book, function, 'service', '', min(id), count(*) from fact_service group by book, function
), s as (
    select u.book, u.code, u.lines, 'entry/' || case when u.origin <> 'line' then u.origin else case u.nature when 'project' then 'project_spending' when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end end || '/#' || u.id || '.function' as address from u
)
select s.book, s.address, s.code as left_value, '' as other_address, coalesce(o.replaced_by, '') as right_value, o.code is null as holds,
    s.lines, coalesce(o.note, '') as note
from s left join catalog_obsolete o on o.code = s.code and o.catalog = 'function';
