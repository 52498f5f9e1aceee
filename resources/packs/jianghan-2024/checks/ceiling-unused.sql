-- id: ceiling-unused
-- title: 下达的控制数都有安排
-- severity: hint
-- forms: 03 11
-- says: 单位 {unit} 的{name}有控制数 {left}，还没有安排支出；请填写支出，项目改了名、资金性质不同的请核对控制数。
-- basis: 财政部门下达的控制数应有对应的支出
-- absent: 这一轮没有控制数
with c as materialized (select * from fact_control where round = (select round from book) and amount <> 0),
s as (
    select book, unit_code, nature, '' as project, fund, lines - zeros as planned from sum_by_function
        where source = 'current'
    union all
    select l.book, l.unit_code, '', p.name, l.fund, l.lines - l.zeros from sum_by_function l
    join project p on p.id = l.project_ref
    where l.source = 'current' and p.name in (select project from c)
), n as (
    select c.id, count(case when s.planned > 0 then 1 end) as rows from c
    left join s on s.book = c.book and s.unit_code = c.unit_code and s.fund = c.fund and s.project = c.project
        and (c.nature = '' or s.nature = c.nature)
    group by c.id
)
select c.book, 'entry/control/#' || c.id || '.amount' as address, c.amount as left_value, '' as other_address,
    0 as right_value, n.rows > 0 as holds, c.unit_code as unit,
    case when c.project <> '' then '项目“' || c.project || '”' else case c.nature when 'personnel' then '人员经费'
        when 'operating' then '公用经费' when 'project' then '项目支出' when '' then '支出' else '其他支出' end end as name
from c join n on n.id = c.id
