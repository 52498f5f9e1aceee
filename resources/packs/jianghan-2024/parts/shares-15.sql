-- id: shares-15
select k.book, '15/' || k.project_key || '!annual' as address, 'entry/objective/#' || o.id || '.weight_share' as cell,
    o.weight_share as value, 1 as times, 0 as whole
from fact_objective o join fact_project_key k on k.book = o.book and k.project_ref = o.project_ref
where o.term = 'annual'
