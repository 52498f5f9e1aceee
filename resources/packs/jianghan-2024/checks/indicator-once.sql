-- id: indicator-once
-- title: 一个目标里没有重复的指标
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {where_said}的{term}目标“{goal}”里，“{left}”列了 {right} 次；请删去重复的，说的不是一件事的把名称写得分得开。
-- basis: 一个目标里每个指标只列一次
-- absent: 没有绩效指标
select book, max(place) || '.level3' as address, level3 as left_value, min(place) || '.level3' as other_address,
    '' || count(*) as right_value, count(*) = 1 as holds,
    case project when '' then '部门整体' else '项目“' || project || '”' end as where_said,
    case term when 'long' then '长期' else '年度' end as term, goal
from read_indicator where level3 <> '' group by book, form, project, term, goal, level3
