-- columns: name amount
select substr(income_item, instr(income_item, '）') + 1)
    || case when row_key in ('r02', 'r03', 'r04') then '本年收入' else '上年结转' end, income
from form_04 where row_key in ('r02', 'r03', 'r04', 'r06', 'r07', 'r08') and income <> 0 order by ordinal
