-- id: government-economic
-- label: 改用 {text}
-- Only where a single department code stands for that government code.
with heir (code, text) as (
    select government_code, min(department_code) from catalog_economic_map group by government_code
    having count(distinct department_code) = 1
), u as (
    select book, economic as code, id, case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end as entry from fact_line_card
    union all select book, economic, id, 'procurement' from fact_procurement
    union all select book, economic, id, 'service' from fact_service
)
select u.book, 'government ' || u.code as mend, 'entry/' || u.entry || '/#' || u.id || '.economic' as cell, h.text,
    1 as certain
from u join heir h on h.code = u.code
order by u.entry, u.id
