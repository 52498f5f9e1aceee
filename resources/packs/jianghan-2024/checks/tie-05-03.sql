-- id: tie-05-03
-- title: 一般公共预算支出与支出预算总表逐科目一致
-- severity: error
-- forms: 03 05
-- structural: yes
-- says: {place}是 {left}，03表同一科目扣除其他资金和上年结转安排的支出后是 {right}，相差 {difference}；请核对这个科目的支出。
-- basis: 05表是03表同一科目中当年一般公共预算安排的部分
-- absent: 没有基本支出和项目支出
with x as materialized (
    select book, function_1, function_2, function_3, nature, sum(amount) as amount from sum_by_function
    where fund <> 'general' or source <> 'current' group by book, function_1, function_2, function_3, nature
), y as (
    select book, 'total' as row_key, nature, amount from x
    union all select book, function_1, nature, amount from x
    union all select book, function_2, nature, amount from x
    union all select book, function_3, nature, amount from x where function_3 <> ''
), o as (
    select book, row_key, sum(case when nature in ('personnel', 'operating') then amount else 0 end) as basic,
        sum(case when nature = 'project' then amount else 0 end) as project
    from y group by book, row_key
), p as materialized (
    select a.book, a.row_key, coalesce(f.basic, 0) as left_basic, coalesce(f.project, 0) as left_project,
        a.basic - coalesce(o.basic, 0) as basic, a.project - coalesce(o.project, 0) as project
    from form_03 a
    left join form_05 f on f.book = a.book and f.row_key = a.row_key
    left join o on o.book = a.book and o.row_key = a.row_key
)
select book, '05!' || row_key || '.basic' as address, left_basic as left_value, '03!' || row_key || '.basic'
    as other_address, basic as right_value,
    left_basic = basic as holds from p where left_basic <> 0 or basic <> 0
union all
select book, '05!' || row_key || '.project', left_project, '03!' || row_key || '.project', project,
    left_project = project
from p where left_project <> 0 or project <> 0;
