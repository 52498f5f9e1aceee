-- id: balance-14-prior
select book, '14!funds/income_total.prior' || ago as address, 'entry/prior/#' || id || '.value' as cell,
    amount as value, case when measure like 'income.%' then 1 else -1 end as times, 0 as whole
from fact_prior where stage = 'budget' and (measure like 'income.%' or measure like 'spending.%')
