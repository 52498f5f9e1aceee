-- id: level1-groups
-- title: 绩效指标的一级指标齐全
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- completeness: yes
-- says: {where_said}的{term}指标里没有“{right}”；请补上这一类指标。
-- basis: 绩效指标分产出、效益、满意度，三类都要有
-- absent: 没有绩效指标
with d as (
    select book, form, project, term from read_indicator group by book, form, project, term
), g as (select distinct level1 from catalog_indicator_group),
c as (
    select book, form, project, term, level1, count(*) as items from read_indicator
    group by book, form, project, term, level1
)
select d.book, case d.project when '' then d.form else d.form || '/' || d.project end || '!' || d.term as address,
    coalesce(c.items, 0) || ' 个' as left_value, '' as other_address, g.level1 as right_value,
    c.items is not null as holds, case d.project when '' then '部门整体' else '项目“' || d.project || '”' end
        as where_said, case d.term when 'long' then '长期' else '年度' end as term
from d cross join g
left join c on c.book = d.book and c.form = d.form and c.project = d.project and c.term = d.term
    and c.level1 = g.level1
