-- rows: measure
-- columns: measure amount
-- Of last year's budget what is known of the whole department, else of its units together.
select measure, coalesce(sum(case unit_code when '' then amount end), sum(amount))
from fact_prior where ago = '1' and stage = 'budget' group by measure
