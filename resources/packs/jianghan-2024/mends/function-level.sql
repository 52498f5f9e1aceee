-- id: function-level
-- label: 改用 {text}
-- Only where there is a single code below.
with only_child (code, text) as (
    select parent, min(code) from catalog_function where parent <> '' group by parent having count(*) = 1
)
select l.book, l.nature || ' ' || l.function as mend, 'entry/' || case l.nature when 'project' then 'project_spending'
    when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id
    || '.function' as cell, o.text, 1 as certain
from fact_line_card l join only_child o on o.code = l.function
order by l.id;
