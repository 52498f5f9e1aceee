-- id: obsolete-economic
-- label: 改用 {text}
-- As obsolete-function.
with heir (code, text, certain) as (
    select o.code, o.replaced_by, instr(o.note, '拆') + instr(o.note, '按内容') + instr(o.note, '待核') = 0
    from catalog_obsolete o join catalog_economic c on c.code = o.replaced_by
    where o.catalog = 'economic' and not exists (select 1 from catalog_economic k where k.parent = o.replaced_by)
), u as (
    select book, economic as code, id, case nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end as entry
    from fact_line_card
    union all select book, economic, id, 'procurement' from fact_procurement
    union all select book, economic, id, 'service' from fact_service
)
select u.book, u.entry || ' ' || u.code as mend, 'entry/' || u.entry || '/#' || u.id || '.economic' as cell, h.text,
    h.certain
from u join heir h on h.code = u.code
order by u.entry, u.id;
