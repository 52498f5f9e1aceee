-- id: obsolete-declared
-- label: 改用 {text}
-- The code stands in the project library of the district: whether it is changed there too is for the office to say.
select p.book, 'entry/project/#' || p.id || '.declared_code' as mend, 'entry/project/#' || p.id || '.declared_code'
    as cell, o.replaced_by as text, 0 as certain
from fact_project p
join catalog_obsolete o on o.code = p.declared_code and o.catalog = 'function'
join catalog_function c on c.code = o.replaced_by
where not exists (select 1 from catalog_function k where k.parent = o.replaced_by);
