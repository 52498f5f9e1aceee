-- id: three-public-growth
-- limit: yes
with m as (select distinct item, measure from catalog_three_public)
select p.book, '08!row.' || m.item as address, 'entry/prior/#' || p.id || '.value' as cell, p.amount as value,
    -1 as times, 0 as whole
from fact_prior p join m on m.measure = p.measure where p.ago = '1' and p.stage = 'budget' and p.unit_code = ''
union all
select l.book, '08!row.' || t.item, 'entry/' || case l.nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id ||
    '.amount', l.amount, 1, 0
from catalog_three_public t join fact_line l on l.economic = t.economic
where l.fund = 'general' and l.source = 'current'
