-- id: tie-14-03
-- A project whose category belongs to nothing is in no line of 14.
select p.book, '14!funds/spending_total.amount' as address, 'entry/project/#' || p.id || '.category_group' as cell,
    p.amount as value, -1 as times, 1 as whole
from fact_project p where p.summary_row = ''
