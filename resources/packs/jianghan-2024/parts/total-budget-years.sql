-- id: total-budget-years
-- limit: yes
select book, 'entry/project/#' || project_ref || '.total_budget' as address, 'entry/project_year/#' || id || '.budget'
    as cell, budget as value, -1 as times, 0 as whole
from fact_project_year
union all
select book, 'entry/project/#' || id || '.total_budget', 'entry/project/#' || id || '.total_budget', total_budget, 1, 0
from fact_project
union all
select book, 'entry/project/#' || project_ref || '.total_budget', 'entry/project_spending/#' || id || '.amount', amount,
    -1, 0
from fact_line where project_ref is not null
