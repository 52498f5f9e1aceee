-- id: prior-parts
select book, '14!funds/spending_total.prior' || ago as address, 'entry/prior/#' || id || '.value' as cell,
    amount as value, case measure when 'total' then -1 else 1 end as times, 0 as whole
from fact_prior where stage = 'budget' and (measure = 'total' or measure like 'spending.%')
