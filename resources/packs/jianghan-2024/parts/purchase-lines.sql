-- id: purchase-lines
-- limit: yes
with b as (
    select book, 'entry/procurement/#' || id as place, unit_price as value, quantity as times, '.unit_price' as item,
        unit_code, project_ref, economic
    from fact_procurement
    union all select book, 'entry/service/#' || id, amount, 1, '.amount', unit_code, project_ref, economic
    from fact_service where in_procurement = 0
), s as (
    select book, min(place) as place, unit_code, project_ref, economic from b
    group by book, unit_code, project_ref, economic
)
select s.book, s.place || '.economic' as address, b.place || b.item as cell, b.value, b.times, 0 as whole
from s join b on b.book = s.book and b.unit_code = s.unit_code and b.project_ref is s.project_ref
    and b.economic = s.economic
union all
select s.book, s.place || '.economic', 'entry/' || case l.nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id ||
    '.amount', l.amount, -1, 0
from s join fact_line l on l.book = s.book and l.unit_code = s.unit_code and l.project_ref is s.project_ref
    and l.economic = s.economic
