-- id: project-without-objective
-- title: 每个项目都有绩效目标
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: text
-- completeness: yes
-- says: 项目“{left}”没有{term}绩效目标；请在绩效目标中填写。
-- basis: 每个项目都要申报长期和年度绩效目标
-- absent: 没有项目
with t (term, label) as (values ('long', '长期'), ('annual', '年度')),
o as (select book, project_ref, term, count(*) as goals from fact_objective where project_ref is not null
    group by book, project_ref, term)
select p.book, 'entry/objective/' || k.project_key || '.' || t.term as address, p.name as left_value,
    '15/' || k.project_key || '!goals' as other_address,
    case when o.goals is null then '没有' else o.goals || ' 个' end as right_value, o.goals is not null as holds,
        t.label as term
from fact_project_card p
join fact_project_key k on k.project_ref = p.id
cross join t
left join o on o.book = p.book and o.project_ref = p.id and o.term = t.term;
