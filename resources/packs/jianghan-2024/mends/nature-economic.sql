-- id: nature-economic
-- label: 类别改为{text}
-- Not certain: a real budget books some economic codes the other way, and says why.
select l.book, l.nature || ' ' || l.economic as mend, 'entry/basic/#' || l.id || '.nature' as cell,
    case c.nature when 'personnel' then '人员经费' else '公用经费' end as text, 0 as certain
from fact_line_card l join catalog_economic c on c.code = l.economic
where l.nature in ('personnel', 'operating') and c.nature in ('personnel', 'operating') and l.nature <> c.nature
order by l.id;
