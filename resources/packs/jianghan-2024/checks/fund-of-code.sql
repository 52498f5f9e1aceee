-- id: fund-of-code
-- title: 资金性质与功能科目相符
-- severity: warning
-- forms: 05 09 10
-- figures: text
-- says: {place}的资金是“{left}”，而功能科目 {code} 属于“{right}”，共 {lines} 行；请核对科目或资金性质。
-- basis: 政府性基金和国有资本经营预算各有自己的功能科目
-- absent: 没有限定资金性质的功能科目
with u as (
    select book, function, fund, nature, min(id) as id, sum(lines) as lines from sum_by_function
        group by book, function, fund, nature
)
select u.book, 'entry/' || case u.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || u.id || '.fund' as address, f.name
    as left_value, '' as other_address, g.name as right_value,
    u.fund = c.fund or (c.fund = 'general' and u.fund not in ('gov_fund', 'state_capital')) as holds, u.function
        as code, u.lines
from u
join catalog_function c on c.code = u.function and c.fund <> ''
join catalog_fund f on f.code = u.fund
join catalog_fund g on g.code = c.fund;
