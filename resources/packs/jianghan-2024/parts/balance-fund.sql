-- id: balance-fund
-- Spending of this year behind income that follows it is on both sides.
select f.book, '02!' || f.unit_code || '.current_' || f.fund as address, 'entry/income/#' || f.id || '.amount' as cell,
    f.amount as value, case f.kind when 'carried_forward' then -1 else 1 end as times, 0 as whole
from fact_funding f where f.automatic = 0
union all
select l.book, '02!' || l.unit_code || '.current_' || l.fund, 'entry/' || case l.nature when 'project'
        then 'project_spending' when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end ||
    '/#' || l.id || '.amount', l.amount, -1, 0
from fact_line l
where l.source = 'carryover' or not exists (select 1 from fact_funding f where f.book = l.book
    and f.unit_code = l.unit_code and f.fund = l.fund and f.kind = 'current' and f.automatic = 1)
union all
select l.book, '02!' || l.unit_code || '.current_' || f.fund, 'entry/' || case l.nature when 'project'
        then 'project_spending' when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end ||
    '/#' || l.id || '.fund', l.amount, 1, 1
from fact_line l
join (select distinct book, unit_code, fund from fact_funding where automatic = 0) f on f.book = l.book
    and f.unit_code = l.unit_code and f.fund <> l.fund
