-- id: entered-twice
-- title: 没有一笔支出录了两遍
-- severity: 一上:hint 二上:warning
-- figures: text
-- says: {place}和{other_place}逐栏相同（{left}）；请删去多录的一行，确是两笔的在备注里写明区别。
-- basis: 每一笔只录一次，两笔相同的要有区别
-- absent: 没有录过支出
-- Straight from the ledger: of thousands of rows hardly one is there twice. Counting what differs in a group that an index
-- hands over is cheap; only groups in which something repeats are looked at line by line.
with g as materialized (
    select economic, nature, fund, source, unit from expenditure where amount <> 0
    group by economic, nature, fund, source, unit having count(*) > count(distinct amount)
), a as (
    select e.economic, e.nature, e.fund, e.source, e.unit, e.amount
    from g join expenditure e on e.economic = g.economic and e.nature = g.nature and e.fund = g.fund
        and e.source = g.source and e.unit = g.unit
    where e.amount <> 0 group by e.economic, e.nature, e.fund, e.source, e.unit, e.amount having count(*) > 1
), r as (
    select min(e.id) as first, max(e.id) as id
    from a join expenditure e on e.economic = a.economic and e.nature = a.nature and e.fund = a.fund
        and e.source = a.source and e.unit = a.unit and e.amount = a.amount
    group by e.unit, e.project, e.cost_item, e.nature, e.function, e.economic, e.fund, e.source, e.channel, e.amount,
        e.note having count(*) > 1
), d as (
    select r.id, r.first, 'entry/' || case e.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' as tab, u.code || ' ' || e.economic as name
    from r join expenditure e on e.id = r.id join unit u on u.id = e.unit
)
select b.uuid as book, d.tab || d.id || '.amount' as address, d.name as left_value,
    d.tab || d.first || '.amount' as other_address, '' as right_value, 0 as holds
from d cross join book b
union all
select b.uuid, 'entry/basic', '没有', '', '没有', 1 from book b
where not exists (select 1 from r) and exists (select 1 from expenditure)
