-- id: balance-fund
-- label: 收入恢复自动（随支出走）
-- Fiscal income of the year that was typed over, where following the spending again makes both sides equal. Not certain:
-- the figure may be the one the bureau allots.
with m as (
    select book, unit_code, fund, sum(case kind when 'carried_forward' then 0 else amount end) as income,
        sum(case kind when 'carried_forward' then amount else 0 end) as spending, 0 as year
    from fact_funding group by book, unit_code, fund
    union all select book, unit_code, fund, 0, sum(amount), sum(case source when 'current' then amount else 0 end)
    from sum_by_function group by book, unit_code, fund
), s as (
    select book, unit_code, fund, sum(income) as income, sum(spending) as spending, sum(year) as year from m
    group by book, unit_code, fund
), t as (
    select f.book, f.id, f.unit_code, f.fund from fact_funding f
    join s on s.book = f.book and s.unit_code = f.unit_code and s.fund = f.fund
    where f.kind = 'current' and f.automatic = 0 and f.is_grant = 'yes'
        and s.income <> s.spending and s.income - f.amount + s.year = s.spending
)
select book, '02!' || unit_code || '.current_' || fund as mend, 'entry/income/#' || id || '.automatic' as cell,
    '是' as text, 0 as certain from t
union all
select book, '02!' || unit_code || '.current_' || fund, 'entry/income/#' || id || '.amount', '', 0 from t;
