-- id: level2-groups
-- title: 绩效指标的二级指标齐全
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- completeness: yes
-- says: {where_said}{term}的“{level1}”里没有{right}；请补上。
-- basis: 产出指标要有数量、质量，以及时效或成本；效益、满意度各有一种以上
-- absent: 没有绩效指标
with d as (
    select book, form, project, term, level1 from read_indicator group by book, form, project, term, level1
), n as (
    select level1, level2, level2 as said from catalog_indicator_group where needed = 'all'
    union all
    select g.level1, g.level2, s.said from catalog_indicator_group g
    join (select level1, group_concat(level2, '或') as said from catalog_indicator_group where needed = 'some'
        group by level1) s on s.level1 = g.level1
    where g.needed = 'some'
), c as (
    select book, form, project, term, level1, level2, count(*) as items from read_indicator
    group by book, form, project, term, level1, level2
)
select d.book, case d.project when '' then d.form else d.form || '/' || d.project end || '!' || d.term as address,
    coalesce(sum(c.items), 0) || ' 个' as left_value, '' as other_address, n.said as right_value,
    sum(c.items) is not null as holds, case d.project when '' then '部门整体' else '项目“' || d.project || '”' end
        as where_said, case d.term when 'long' then '长期' else '年度' end as term, d.level1
from d join n on n.level1 = d.level1
left join c on c.book = d.book and c.form = d.form and c.project = d.project and c.term = d.term
    and c.level1 = d.level1 and c.level2 = n.level2
group by d.book, d.form, d.project, d.term, d.level1, n.said
