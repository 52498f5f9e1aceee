-- id: fund-of-code
-- label: 资金改为{text}
-- A code of a fund of its own, on lines that were left on the usual fund. The other way round the code may be wrong.
select l.book, l.nature || ' ' || l.function as mend, 'entry/' || case l.nature when 'project' then 'project_spending'
    when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id || '.fund'
    as cell, f.name as text, 0 as certain
from fact_line_card l
join catalog_function c on c.code = l.function and c.fund in ('gov_fund', 'state_capital')
join catalog_fund f on f.code = c.fund
where l.fund = 'general'
order by l.id;
