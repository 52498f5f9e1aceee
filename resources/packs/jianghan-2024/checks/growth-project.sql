-- id: growth-project
-- title: 项目增减较大的写明变动情况
-- severity: 一上:hint 二上:warning
-- forms: 15
-- left_is: 当年预算
-- right_is: 上年预算
-- says: 项目“{name}”从上年的 {right} 变为 {left}，增减超过{percent}%；请在项目的“项目前两年预算及当年预算变动情况”里写明。
-- basis: 项目预算比上年增减较大的要说明变动情况
-- absent: 没有项目的上年预算
select p.book, 'entry/project/#' || p.id || '.budget_change' as address, p.amount as left_value, 'entry/project_year'
    as other_address, y.budget as right_value,
    abs(p.amount - y.budget) * 100 <= y.budget * t.value or p.budget_change <> '' as holds, p.name, t.value as percent
from fact_project p
join fact_project_year y on y.book = p.book and y.project_ref = p.id and y.ago = '1'
join catalog_threshold t on t.code = 'growth_project'
where y.budget <> 0
