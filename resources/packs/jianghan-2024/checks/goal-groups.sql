-- id: goal-groups
-- title: 每个目标都有各类指标
-- severity: hint
-- forms: 14 15
-- figures: text
-- completeness: yes
-- says: {where_said}的{term}目标“{goal}”没有“{right}”，别的目标有；请看是不是列错了目标。
-- basis: 一个目标的指标说明做多少、做得怎样、效果如何
-- absent: 只有一个目标
with d as (
    select book, form, project, term, goal from read_indicator group by book, form, project, term, goal
), n as (
    select d.*, count(*) over (partition by book, form, project, term) as goals from d
), c as (
    select book, form, project, term, goal, level1 from read_indicator
    group by book, form, project, term, goal, level1
), g as (
    select i.book, i.form, i.project, i.term, i.level1 from read_indicator i
    where i.level1 in (select level1 from catalog_indicator_group) group by i.book, i.form, i.project, i.term, i.level1
)
select n.book, case n.project when '' then n.form else n.form || '/' || n.project end || '!' || n.term as address,
    n.goal as left_value, '' as other_address, g.level1 as right_value, c.level1 is not null as holds,
    case n.project when '' then '部门整体' else '项目“' || n.project || '”' end as where_said,
    case n.term when 'long' then '长期' else '年度' end as term, n.goal
from n
join g on g.book = n.book and g.form = n.form and g.project = n.project and g.term = n.term
left join c on c.book = n.book and c.form = n.form and c.project = n.project and c.term = n.term and c.goal = n.goal
    and c.level1 = g.level1
where n.goals > 1
