-- id: unknown-economic
-- title: 经济科目在目录中
-- severity: warning
-- figures: text
-- says: {place}的经济科目 {left} 不在目录中，共 {lines} 行；请核对编码，确有此科目的在“自定义科目”中补上。
-- basis: 经济科目应是目录中的编码
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
select s.book, s.address, s.code as left_value, '' as other_address, '' as right_value, c.code is not null
    or o.code is not null or g.code is not null as holds, s.lines
from s
left join catalog_economic c on c.code = s.code
left join catalog_obsolete o on o.code = s.code and o.catalog = 'economic'
-- Those have a check of their own, which knows the right code.
left join catalog_government_economic g on g.code = s.code;
