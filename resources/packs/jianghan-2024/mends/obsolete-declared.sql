-- id: obsolete-declared
-- label: 改用 {text}
-- The code stands in the project library of the district: whether it is changed there too is for the office to say.
-- Of a code that was split, the one of its successors that the project's own spending uses.
with o as (
    select p.book, p.id, o.replaced_by as code from fact_project_card p
    join catalog_obsolete o on o.code = p.declared_code and o.catalog = 'function'
), s as (
    select o.book, o.id, o.code as text from o join catalog_function c on c.code = o.code
    where not exists (select 1 from catalog_function k where k.parent = o.code)
    union all
    select o.book, o.id, min(l.function) from o join fact_line_card l on l.project_ref = o.id
    join catalog_function c on c.code = l.function and c.parent = o.code
    group by o.book, o.id having min(l.function) = max(l.function)
)
select s.book, '15/' || n.project_key || '!head/row.code' as mend, 'entry/project/#' || s.id || '.declared_code' as cell,
    s.text, 0 as certain
from s join fact_project_key n on n.project_ref = s.id
