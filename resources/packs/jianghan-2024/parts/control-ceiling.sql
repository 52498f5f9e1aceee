-- id: control-ceiling
-- limit: yes
select c.book, 'entry/control/#' || c.id || '.amount' as address, 'entry/control/#' || c.id || '.amount' as cell,
    c.amount as value, -1 as times, 0 as whole
from fact_control c
union all
select c.book, 'entry/control/#' || c.id || '.amount', 'entry/' || case l.nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id ||
    '.amount', l.amount, 1, 0
from fact_control c
join fact_line l on l.book = c.book and l.unit_code = c.unit_code and l.fund = c.fund and l.source = 'current'
    and (c.nature = '' or l.nature = c.nature) and (c.project = '' or l.project = c.project)
