-- id: purchases-within-11
-- limit: yes
with s as (
    select book, unit_name, project, min(row_key) as row_key from form_12
    where row_kind = 'record' and project <> '' group by book, unit_name, project
)
select s.book, '12!' || s.row_key || '.amount' as address, 'entry/procurement/#' || p.id || '.unit_price' as cell,
    p.unit_price as value, p.quantity as times, 0 as whole
from s join fact_procurement p on p.book = s.book and p.unit_name = s.unit_name and p.project = s.project
union all
select s.book, '12!' || s.row_key || '.amount', 'entry/service/#' || p.id || '.amount', p.amount, 1, 0
from s join fact_service p on p.book = s.book and p.unit_name = s.unit_name and p.project = s.project
    and p.in_procurement = 0
union all
select s.book, '12!' || s.row_key || '.amount', 'entry/project_spending/#' || l.id || '.amount', l.amount, -1, 0
from s join fact_project j on j.book = s.book and j.unit_name = s.unit_name and j.name = s.project
join fact_line l on l.book = s.book and l.project_ref = j.id
