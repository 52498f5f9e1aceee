-- id: project-total-budget
select book, 'entry/project/#' || id || '.total_budget' as address, 'entry/project/#' || id || '.total_budget' as cell,
    total_budget as value, 1 as times, 0 as whole
from fact_project
union all
select l.book, 'entry/project/#' || l.project_ref || '.total_budget', 'entry/project_spending/#' || l.id || '.amount',
    l.amount, -1, 0
from fact_line l where l.project_ref is not null
