-- rows: one
-- columns: amount units
-- What offices and those run like them spend on their running, and how many such units there are.
select coalesce((select sum(amount) from sum_by_function where fund = 'general' and source = 'current'
        and nature = 'operating' and unit_kind in ('administrative', 'participating')), 0),
    (select count(*) from fact_unit where kind in ('administrative', 'participating'))
