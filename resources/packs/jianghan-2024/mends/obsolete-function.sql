-- id: obsolete-function
-- label: 改用 {text}
-- One successor of the last level takes over every line of the tab; what was split or moved by contents has to be looked at.
with heir (code, text, certain) as (
    select o.code, o.replaced_by, instr(o.note, '拆') + instr(o.note, '按内容') + instr(o.note, '待核') = 0
    from catalog_obsolete o join catalog_function c on c.code = o.replaced_by
    where o.catalog = 'function' and not exists (select 1 from catalog_function k where k.parent = o.replaced_by)
), u as (
    select book, function as code, id, case nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end as entry
    from fact_line_card
    union all select book, function, id, 'procurement' from fact_procurement
    union all select book, function, id, 'service' from fact_service
)
select u.book, u.entry || ' ' || u.code as mend, 'entry/' || u.entry || '/#' || u.id || '.function' as cell, h.text,
    h.certain
from u join heir h on h.code = u.code
order by u.entry, u.id;
