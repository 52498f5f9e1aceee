-- rows: one
-- columns: known posts administrative_posts institution_posts worker_posts staff administrative institution workers retired outside as_of
select count(*),
    coalesce(sum(case when kind in ('administrative', 'institution', 'worker') then authorised end), 0),
    coalesce(sum(case kind when 'administrative' then authorised end), 0),
    coalesce(sum(case kind when 'institution' then authorised end), 0),
    coalesce(sum(case kind when 'worker' then authorised end), 0),
    coalesce(sum(case when kind in ('administrative', 'institution', 'worker') then actual end), 0),
    coalesce(sum(case kind when 'administrative' then actual end), 0),
    coalesce(sum(case kind when 'institution' then actual end), 0),
    coalesce(sum(case kind when 'worker' then actual end), 0),
    coalesce(sum(case kind when 'retired' then actual end), 0),
    coalesce(sum(case kind when 'outside' then actual end), 0),
    coalesce(max(as_of), '')
from fact_headcount
