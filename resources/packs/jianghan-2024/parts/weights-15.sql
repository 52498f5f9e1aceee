-- id: weights-15
select k.book, '15/' || k.project_key || '!annual' as address, 'entry/indicator/#' || i.id || '.weight' as cell,
    i.weight as value, 1 as times, 0 as whole
from fact_indicator i join fact_project_key k on k.book = i.book and k.project_ref = i.project_ref
where i.term = 'annual'
