-- id: service-directory
-- label: 改为“{name}”
-- Where a single entry of the directory contains what was typed.
with d as (select distinct level1, level2, level3 from catalog_service where level3 <> ''),
one as (
    select s.book, s.id, min(d.level1) as level1, min(d.level2) as level2, min(d.level3) as level3
    from fact_service s join d on instr(d.level3, s.level3) > 0
    where s.level3 <> '' group by s.book, s.id having count(*) = 1 and min(d.level3) <> min(s.level3)
)
select book, 'entry/service/#' || id || '.level3' as mend, 'entry/service/#' || id || '.level3' as cell,
    level3 as text, 0 as certain, level3 as name from one
union all select book, 'entry/service/#' || id || '.level3', 'entry/service/#' || id || '.level1', level1, 0, level3 from one
union all select book, 'entry/service/#' || id || '.level3', 'entry/service/#' || id || '.level2', level2, 0, level3 from one;
