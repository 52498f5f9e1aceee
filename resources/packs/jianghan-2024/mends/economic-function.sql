-- id: economic-function
-- label: 功能科目改为 {text}
-- The function that is proposed for the item and the kind of unit. Not certain: the item may be wrong instead.
select l.book, l.function || ' ' || l.economic || ' ' || l.unit_kind as mend, 'entry/basic/#' || l.id || '.function'
    as cell, p.function as text, 0 as certain
from fact_line_card l
join catalog_proposal p on p.economic = l.economic and p.unit_kind in ('', l.unit_kind)
where l.nature = 'personnel' and l.economic in (select economic from catalog_pair where binds in ('both', 'economic'))
    and l.function not in (select function from catalog_pair k where k.economic = l.economic
        and k.binds in ('both', 'economic'))
order by l.id
