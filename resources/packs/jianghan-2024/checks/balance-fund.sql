-- id: balance-fund
-- title: 每种资金的收入等于支出
-- severity: error
-- structural: yes
-- forms: 02 03
-- left_is: 收入和上年结转
-- right_is: 支出和年终结转
-- says: 单位 {unit} 的“{name}”：收入（含上年结转）{left}，支出和年终结转 {right}，相差 {difference}；{verdict}。
-- basis: 每个单位每种资金的收入加上年结转等于支出加年终结转
-- absent: 没有收入和支出
with m as (
    select book, unit_code, fund, sum(case kind when 'carried_forward' then 0 else amount end) as income,
        sum(case kind when 'carried_forward' then amount else 0 end) as kept, 0 as spent
    from fact_funding group by book, unit_code, fund
    union all select book, unit_code, fund, 0, 0, sum(amount) from sum_by_function group by book, unit_code, fund
), s as (
    select book, unit_code, fund, sum(income) as income, sum(kept) as kept, sum(spent) as spent from m
    group by book, unit_code, fund
)
select s.book, '02!' || s.unit_code || '.current_' || s.fund as address, s.income as left_value,
    '03!total.total' as other_address, s.spent + s.kept as right_value, s.income = s.spent + s.kept as holds,
    s.unit_code as unit, coalesce(n.name, s.fund) as name,
    case when s.spent > s.income then '支出大于收入，是赤字，请补上收入或压减支出'
        when s.spent + s.kept > s.income then '年终结转大于收入减支出后剩下的数，请改小年终结转'
        else '收入没有安排完，请核对收入，剩余的列入年终结转' end as verdict
from s left join catalog_fund n on n.code = s.fund
where s.income <> 0 or s.spent <> 0 or s.kept <> 0
