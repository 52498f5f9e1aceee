-- id: goals-15
-- title: 指标所属的目标都列出
-- severity: warning
-- forms: 15
-- figures: text
-- says: {place}的“{left}”不在项目绩效总目标中，那里是：{right}；请改成相同的目标名称，或在总目标中补上。
-- basis: 每个指标属于项目绩效总目标里的一个目标
-- absent: 没有项目绩效指标
with i as (
    select book, project, 'long' as block, min(row_key) as row_key, goal from form_15_long group by book, project, goal
    union all select book, project, 'annual', min(row_key), goal from form_15_annual group by book, project, goal
)
select i.book, '15/' || i.project || '!' || i.block || '/' || i.row_key || '.goal' as address, i.goal as left_value,
    '15/' || i.project || '!goals' as other_address, coalesce(g.name, (
        select group_concat(o.name, '、') from form_15_goals o where o.book = i.book and o.project = i.project
            and o.name like case i.block when 'long' then '长期%' else '年度%' end), '没有') as right_value,
    g.name is not null as holds
from i left join form_15_goals g on g.book = i.book and g.project = i.project and g.name = i.goal
