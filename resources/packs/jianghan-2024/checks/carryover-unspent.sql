-- id: carryover-unspent
-- title: 上年结转都有安排
-- severity: 一上:hint 二上:warning
-- forms: 02 03
-- says: 单位 {unit} 的“{name}”：上年结转收入 {left}，资金来源是上年结转的支出和年终结转只有 {right}，还有 {difference} 没有去处；请把用结转安排的支出的“资金来源”改为上年结转，或列入年终结转。
-- basis: 上年结转的资金要有对应的结转支出，或继续结转
-- absent: 没有上年结转收入
with m as (
    select book, unit_code, fund, 0 as brought, amount as placed, null as id from sum_by_function where source =
        'carryover'
    union all select book, unit_code, fund, 0, amount, null from fact_funding where kind = 'carried_forward'
    union all select book, unit_code, fund, amount, 0, id from fact_funding where kind = 'brought_forward'
), s as (
    select book, unit_code, fund, sum(brought) as brought, sum(placed) as placed, min(id) as id
    from m group by book, unit_code, fund
)
select s.book, 'entry/income/#' || s.id || '.amount' as address, s.brought as left_value, '' as other_address,
    s.placed as right_value, s.brought <= s.placed as holds, s.unit_code as unit, coalesce(f.name, s.fund) as name
from s left join catalog_fund f on f.code = s.fund
where s.id is not null
