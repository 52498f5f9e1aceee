-- columns: code name class_name section_name text
-- What the book says of a code it uses, else what the pack says.
select f.row_key, f.name, coalesce(a.name, ''), coalesce(b.name, ''), coalesce(nullif(n.text, ''), t.text, '')
from form_03 f
left join catalog_function a on a.code = substr(f.row_key, 1, 3)
left join catalog_function b on b.code = substr(f.row_key, 1, 5)
left join fact_narrative n on n.topic = 'term.' || f.row_key
left join catalog_term t on t.kind = 'function' and t.term = f.row_key
where length(f.row_key) = 7 order by f.ordinal
