-- id: control-ceiling
-- title: 支出不超过控制数
-- severity: 一上:hint 二上:error
-- forms: 03 11
-- left_is: 安排的支出
-- right_is: 控制数
-- says: {name}安排了 {left}，超过控制数 {right}，多出 {difference}；请压缩到控制数以内，最大的是{largest}。
-- basis: 二上预算不得突破财政部门下达的控制数
-- absent: 没有这一轮的控制数
with c as materialized (select * from fact_control where round = (select round from book)),
s as (
    select book, unit_code, nature, '' as project, fund, sum(amount) as amount from sum_by_function
        where source = 'current'
    group by book, unit_code, nature, fund
    union all
    select l.book, l.unit_code, '', p.name, l.fund, sum(l.amount) from sum_by_function l
    join project p on p.id = l.project_ref where l.source = 'current' and p.name in (select project from c)
    group by l.book, l.unit_code, p.name, l.fund
), t as (
    select c.book, c.id, c.unit_code, c.nature, c.project, c.fund, c.amount, coalesce(sum(s.amount), 0) as spent
    from c left join s on s.book = c.book and s.unit_code = c.unit_code and s.fund = c.fund
        and s.project = c.project and (c.nature = '' or s.nature = c.nature)
    group by c.book, c.id
)
select t.book, 'entry/control/#' || t.id || '.amount' as address, t.spent as left_value, '' as other_address,
    t.amount as right_value, t.spent <= t.amount as holds,
    case when t.project <> '' then '项目“' || t.project || '”' else t.unit_code || case t.nature
        when 'personnel' then ' 的人员经费' when 'operating' then ' 的公用经费' when 'project' then ' 的项目支出'
        when '' then ' 的支出' else ' 的其他支出' end end as name,
    -- Only what is over is asked what it is made of.
    case when t.spent > t.amount then (
        select group_concat(x.name, '、') from (
            select m.name from (
                select coalesce(e.name, l.economic) as name, l.amount
                from sum_by_economic l left join catalog_economic e on e.code = l.economic
                where l.unit_code = t.unit_code and l.fund = t.fund and l.source = 'current' and t.project = ''
                    and l.nature <> 'project' and t.nature in ('', l.nature)
                union all
                select case t.project when '' then p.name else i.item end, l.amount
                from unit u join project p on p.unit = u.id join expenditure l on l.project = p.id
                left join cost_item i on i.id = l.cost_item
                where u.code = t.unit_code and l.fund = t.fund and l.source = 'current'
                    and t.nature in ('', l.nature) and t.project in ('', p.name)
            ) m group by m.name order by sum(m.amount) desc limit 2
        ) x
    ) else '' end as largest
from t
