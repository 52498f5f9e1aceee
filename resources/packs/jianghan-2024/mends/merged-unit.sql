-- id: merged-unit
-- label: 改到 {text}
-- Lines of a project go with the project. Not certain: the unit may not have been merged at all.
with f as (
    select book, unit_code, case nature when 'personnel' then 'basic' when 'operating' then 'basic'
        else 'other_spending' end as entry, id from fact_line_card where nature <> 'project'
    union all select book, unit_code, 'project_spending', project_ref from fact_line_card where nature = 'project'
    union all select book, unit_code, 'project', id from fact_project_card
    union all select book, unit_code, 'procurement', id from fact_procurement where project_ref is null
    union all select book, unit_code, 'service', id from fact_service where project_ref is null
)
select distinct f.book, f.entry || ' ' || f.unit_code as mend,
    'entry/' || case f.entry when 'project_spending' then 'project' else f.entry end || '/#' || f.id || '.unit' as cell,
    m.code as text, 0 as certain
from f
join unit u on u.code = f.unit_code
join unit m on m.id = u.merged_into;
