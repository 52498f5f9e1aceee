-- id: budget-14-15
-- title: 整体绩效表的项目总预算与项目申报表一致
-- severity: error
-- forms: 14 15
-- structural: yes
-- says: 项目“{name}”在14表的项目总预算是 {left}，15表是 {right}，相差 {difference}；请核对这个项目的总预算。
-- basis: 14表的项目总预算等于15表的项目总预算，没有填的等于当年预算
-- absent: 没有项目
select f.book, '14!projects/' || f.row_key || '.total_budget' as address, f.total_budget as left_value,
    '15/' || h.project || '!head/row.total_budget' as other_address,
    case when h.total_budget <> 0 then h.total_budget else h.amount end as right_value,
    f.total_budget = case when h.total_budget <> 0 then h.total_budget else h.amount end as holds, f.name
from form_14_projects f
join form_15_head h on h.book = f.book and h.name = f.name
where (select count(*) from form_14_projects n where n.book = f.book and n.name = f.name) = 1
