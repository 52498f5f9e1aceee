-- id: obsolete-economic
-- title: 经济科目没有停用
-- severity: warning
-- figures: text
-- says: {place}的经济科目 {left} 已经停用（{note}），共 {lines} 行；请改用 {right}。
-- basis: 停用的科目由新科目代替
-- absent: 没有支出、采购和购买服务
with u as (
    select book, economic as code, 'line' as origin, nature, id, lines from sum_by_economic
    union all select book, economic, 'procurement', '', min(id), count(*) from fact_procurement
        group by book, economic
    union all select book, economic, 'service', '', min(id), count(*) from fact_service group by book, economic
), s as (
    select book, code, sum(lines) as lines, min('entry/' || case when origin <> 'line' then origin
        else case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end end || '/#' || id || '.economic') as address
    from u group by book, code, case when origin <> 'line' then origin else case nature
        when 'project' then 'project_spending' when 'personnel' then 'basic' when 'operating' then 'basic'
        else 'other_spending' end end
)
select s.book, s.address, s.code as left_value, '' as other_address, case when o.replaced_by <> ''
    and exists (select 1 from catalog_economic k where k.parent = o.replaced_by) then o.replaced_by || ' 下的科目' else coalesce(o.replaced_by, '') end
    as right_value, o.code is null as holds,
    s.lines, coalesce(o.note, '') as note
from s left join catalog_obsolete o on o.code = s.code and o.catalog = 'economic';
