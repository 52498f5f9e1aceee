-- id: project-total-budget
-- label: 总预算改为 {text}
-- Not certain: the project may be one that continues.
select book, 'entry/project/#' || id || '.total_budget' as mend, 'entry/project/#' || id || '.total_budget' as cell,
    amount as text, 0 as certain
from fact_project where total_budget <> 0 and frequency <> 'continuing' and total_budget <> amount and amount <> 0;
