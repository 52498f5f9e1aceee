-- id: goals-15
-- title: 指标所属的目标都列出
-- severity: warning
-- forms: 15
-- figures: text
-- says: {place}“{left}”在项目绩效总目标中{right}；请在总目标中补上，或核对目标名称。
-- basis: 每个指标属于项目绩效总目标里的一个目标
-- absent: 没有项目绩效指标
with i as (
    select book, project, 'long' as block, min(row_key) as row_key, goal from form_15_long group by book, project, goal
    union all select book, project, 'annual', min(row_key), goal from form_15_annual group by book, project, goal
)
select i.book, '15/' || i.project || '!' || i.block || '/' || i.row_key || '.goal' as address, i.goal as left_value,
    '15/' || i.project || '!goals' as other_address, case when g.name is null then '没有' else '有' end as right_value,
    g.name is not null as holds
from i left join form_15_goals g on g.book = i.book and g.project = i.project and g.name = i.goal
