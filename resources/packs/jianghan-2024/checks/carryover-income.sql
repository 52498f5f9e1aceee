-- id: carryover-income
-- title: 结转支出不超过上年结转收入
-- severity: 一上:warning 二上:error
-- forms: 02 03 11
-- left_is: 用上年结转安排的支出
-- right_is: 上年结转收入
-- says: 单位 {unit} 的“{name}”：资金来源是上年结转的支出 {left}，超过上年结转收入 {right}，多出 {difference}；请核对支出的资金来源，或在收入中填写上年结转。
-- basis: 每个单位每种资金用上年结转安排的支出不超过上年结转收入
-- absent: 没有用上年结转安排的支出
with m as (
    select book, unit_code, fund, amount as spent, 0 as brought,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.source' as place
    from sum_by_function where source = 'carryover'
    union all select book, unit_code, fund, 0, amount, null from fact_funding where kind = 'brought_forward'
), s as (
    select book, unit_code, fund, sum(spent) as spent, sum(brought) as brought, min(place) as place
    from m group by book, unit_code, fund
)
select s.book, s.place as address, s.spent as left_value, 'entry/income' as other_address, s.brought as right_value,
    s.spent <= s.brought as holds, s.unit_code as unit, coalesce(f.name, s.fund) as name
from s left join catalog_fund f on f.code = s.fund
where s.place is not null
