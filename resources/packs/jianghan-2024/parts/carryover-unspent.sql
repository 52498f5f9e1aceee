-- id: carryover-unspent
select b.book, 'entry/income/#' || min(b.id) over (partition by b.unit_code, b.fund) || '.amount' as address,
    'entry/income/#' || b.id || '.amount' as cell, b.amount as value, 1 as times, 0 as whole
from fact_funding b where b.kind = 'brought_forward'
union all
select f.book, 'entry/income/#' || f.id || '.amount', 'entry/' || case l.nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id ||
    case l.source when 'carryover' then '.amount' else '.source' end, l.amount,
    case l.source when 'carryover' then -1 else 1 end, l.source <> 'carryover'
from (select book, unit_code, fund, min(id) as id from fact_funding where kind = 'brought_forward'
    group by book, unit_code, fund) f
join fact_line l on l.book = f.book and l.unit_code = f.unit_code and l.fund = f.fund
