-- columns: key name amount confidential place
-- The place is its number among those with money; a confidential project, which a publication does not name, is counted last.
select f.row_key, f.name, f.total, f.confidential,
    row_number() over (order by f.confidential, f.ordinal)
from (
    select r.row_key, r.name, r.total, r.ordinal,
        coalesce((select max(p.confidential) from fact_project_card p where p.name = r.name), 0) as confidential
    from form_11 r where r.row_kind = 'record' and r.total <> 0
) f order by f.confidential, f.ordinal
