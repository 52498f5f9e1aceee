-- rows: measure
-- columns: measure amount
-- Of last year's budget what is known of the whole department, else of its units together: of every unit that spends,
-- or there is nothing to compare with. Money for running an office is none of an institution's.
select measure, coalesce(sum(case unit_code when '' then amount end), sum(amount))
from fact_prior p where ago = '1' and stage = 'budget'
group by measure having count(case unit_code when '' then 1 end) > 0 or not exists (
    select 1 from fact_unit u
    where (p.measure <> 'agency_running' or u.kind in ('administrative', 'participating'))
        and exists (select 1 from fact_line_card l where l.unit_code = u.unit_code)
        and not exists (select 1 from fact_prior o where o.measure = p.measure and o.ago = '1' and o.stage = 'budget'
            and o.unit_code = u.unit_code)
)
