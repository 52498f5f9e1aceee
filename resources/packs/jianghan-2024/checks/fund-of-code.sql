-- id: fund-of-code
-- title: 资金性质与功能科目相符
-- severity: warning
-- forms: 05 09 10 12 13
-- figures: text
-- says: {place}的资金是“{left}”，而功能科目 {code} 属于“{right}”，共 {lines} 行；请核对科目或资金性质。
-- basis: 政府性基金和国有资本经营预算各有自己的功能科目
-- absent: 没有限定资金性质的功能科目
with u as (
    select book, function, fund, nature, 'entry/' || case nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end as tab, id, lines
    from sum_by_function
    union all select book, function, fund, '', 'entry/procurement', id, 1 from fact_procurement
    union all select book, function, fund, '', 'entry/service', id, 1 from fact_service
), s as (
    select book, function, fund, nature, tab, min(id) as id, sum(lines) as lines from u
    group by book, function, fund, nature, tab
)
select s.book, s.tab || '/#' || s.id || '.fund' as address, f.name as left_value, '' as other_address,
    g.name as right_value, s.fund = c.fund or (c.fund = 'general' and s.fund not in ('gov_fund', 'state_capital'))
    as holds, s.function as code, s.lines
from s
join catalog_function c on c.code = s.function and c.fund <> ''
join catalog_fund f on f.code = s.fund
join catalog_fund g on g.code = c.fund
