-- id: shares-15
-- title: 年度目标的权重比例加起来是百分之百
-- severity: warning
-- forms: 15
-- figures: integer
-- says: 项目“{project}”各年度目标的指标权重比例相加是 {left}，应为 {right}；请调整比例。
-- basis: 各年度目标指标权重比例合计100
-- absent: 没有填权重比例的年度目标
select book, '15/' || project || '!annual' as address, sum(share) as left_value, '' as other_address, 100
    as right_value, sum(share) = 100 as holds, project
from (select book, project, goal, max(weight_share) as share from form_15_annual group by book, project, goal)
    group by book, project having sum(share) <> 0;
