-- id: obsolete-function
-- title: 功能科目没有停用
-- severity: warning
-- figures: text
-- says: {place}的功能科目 {left} 已经停用（{note}），共 {lines} 行；请改用 {right}。
-- basis: 停用的科目由新科目代替
with u as (
    select book, function as code, 'line' as origin, nature, id, lines from sum_by_function
    union all select book, function, 'procurement', '', min(id), count(*) from fact_procurement
        group by book, function
    union all select book, function, 'service', '', min(id), count(*) from fact_service group by book, function
), s as (
    select book, code, sum(lines) as lines, min('entry/' || case when origin <> 'line' then origin
        else case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end end || '/#' || id || '.function') as address
    from u group by book, code, case when origin <> 'line' then origin else case nature
        when 'project' then 'project_spending' when 'personnel' then 'basic' when 'operating' then 'basic'
        else 'other_spending' end end
)
select s.book, s.address, s.code as left_value, '' as other_address, coalesce(o.replaced_by, '')
    as right_value, o.code is null as holds,
    s.lines, coalesce(o.note, '') as note
from s left join catalog_obsolete o on o.code = s.code and o.catalog = 'function';
