-- id: purchase-economic
-- label: 改用 {text}
-- Where the project spends on one economic code only.
with s as (
    select book, project_ref, min(economic) as economic from fact_line_card where nature = 'project'
    group by book, project_ref having min(economic) = max(economic)
), b as (
    select book, id, project_ref, economic, 'procurement' as entry from fact_procurement
    union all select book, id, project_ref, economic, 'service' from fact_service
)
select b.book, 'entry/' || b.entry || '/#' || b.id || '.economic' as mend, 'entry/' || b.entry || '/#' || b.id
    || '.economic' as cell, s.economic as text, 0 as certain
from b join s on s.book = b.book and s.project_ref = b.project_ref
where b.economic <> s.economic;
