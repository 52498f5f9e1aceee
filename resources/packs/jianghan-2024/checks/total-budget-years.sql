-- id: total-budget-years
-- title: 延续性项目的总预算不小于各年之和
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- right_is: 各年预算之和
-- says: {place}是 {left}，小于以前年度的预算加当年预算 {right}；总预算包括各年的预算，请核对总预算和历年的数。
-- basis: 延续性项目的总预算包括以前年度、当年和以后年度的预算
-- absent: 没有填总预算的延续性项目
with y as (select book, project_ref, sum(budget) as budget from fact_project_year group by book, project_ref)
select p.book, 'entry/project/#' || p.id || '.total_budget' as address, p.total_budget as left_value,
    'entry/project_year' as other_address, p.amount + coalesce(y.budget, 0) as right_value,
    p.total_budget >= p.amount + coalesce(y.budget, 0) as holds
from fact_project p left join y on y.book = p.book and y.project_ref = p.id
where p.frequency = 'continuing' and p.total_budget <> 0
