-- id: years-within-total
-- title: 延续性项目各年预算不超过总预算
-- severity: warning
-- forms: 14 15
-- right_is: 各年预算之和
-- says: {place}是 {left}，而以前年度的预算加上今年的已经是 {right}，超出 {difference}；请核对总预算和各年预算。
-- basis: 延续性项目的总预算包括以前年度、今年和以后年度
-- absent: 没有填总预算的延续性项目
select p.book, 'entry/project/#' || p.id || '.total_budget' as address, p.total_budget as left_value,
    'entry/project_year' as other_address, p.amount + coalesce(y.budget, 0) as right_value,
    p.amount + coalesce(y.budget, 0) <= p.total_budget as holds
from fact_project p
left join (select book, project_ref, sum(budget) as budget from fact_project_year where cast(ago as integer) > 0
    group by book, project_ref) y on y.book = p.book and y.project_ref = p.id
where p.frequency = 'continuing' and p.total_budget <> 0
