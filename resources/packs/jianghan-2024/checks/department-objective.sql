-- id: department-objective
-- title: 部门有整体绩效目标
-- severity: 一上:hint 二上:warning
-- forms: 14
-- figures: text
-- completeness: yes
-- says: 部门还没有{left}整体绩效目标；请在绩效目标中填写（项目名称空着）。
-- basis: 部门整体绩效目标申报表要有长期和年度目标
-- absent: 没有基本信息
with t (term, label) as (values ('long', '长期'), ('annual', '年度')),
o as (select book, term, count(*) as goals from fact_objective where project_ref is null group by book, term)
select b.book, 'entry/objective/department.' || t.term as address, t.label as left_value, '14!goals'
    as other_address,
    case when o.goals is null then '没有' else o.goals || ' 个' end as right_value, o.goals is not null as holds
from fact_book b cross join t left join o on o.book = b.book and o.term = t.term;
