-- id: balance-fund
-- title: 每种资金的收入等于支出
-- severity: error
-- forms: 02 03
-- says: 单位 {unit} 的“{name}”：收入（含上年结转）{left}，支出和年终结转 {right}，相差 {difference}；请核对这种资金的收入和支出。
-- basis: 每个单位每种资金的收入加上年结转等于支出加年终结转
with m as (
    select book, unit_code, fund, sum(case kind when 'carried_forward' then 0 else amount end) as income,
        sum(case kind when 'carried_forward' then amount else 0 end) as spending
    from fact_funding group by book, unit_code, fund
    union all select book, unit_code, fund, 0, sum(amount) from sum_by_function group by book, unit_code, fund
), s as (select book, unit_code, fund, sum(income) as income, sum(spending) as spending from m
    group by book, unit_code, fund)
select s.book, '02!' || s.unit_code || case when s.fund in ('service_income', 'business_income',
    'higher_grant', 'subordinate_payment', 'other_income',
        'general', 'gov_fund', 'state_capital', 'fiscal_account') then '.current_' || s.fund else '.total' end
            as address,
    s.income as left_value, '03!total.total' as other_address, s.spending as right_value, s.income = s.spending
        as holds,
    s.unit_code as unit, coalesce(n.name, s.fund) as name
from s left join catalog_fund n on n.code = s.fund
where s.income <> 0 or s.spending <> 0;
