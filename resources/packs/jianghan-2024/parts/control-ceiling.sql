-- id: control-ceiling
-- limit: yes
select b.uuid as book, 'entry/control/#' || c.id || '.amount' as address, 'entry/control/#' || c.id || '.amount' as cell,
    c.amount as value, -1 as times, 0 as whole
from control c cross join book b
union all
select b.uuid, 'entry/control/#' || c.id || '.amount', 'entry/' || case e.nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || e.id ||
    '.amount', e.amount, 1, 0
from control c
join expenditure e on e.unit = c.unit and e.fund = c.fund and e.source = 'current'
    and (c.nature is null or e.nature = c.nature) and (c.project is null or e.project = c.project)
cross join book b
