-- id: tie-05-03-forms
-- title: 只有一般公共预算时两表逐科目一致
-- severity: error
-- forms: 03 05
-- structural: yes
-- received: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；收入全部是当年一般公共预算，两张表同一科目应相同，请核对改动过的一张。
-- basis: 没有其他资金和上年结转时，05表各科目等于03表
-- absent: 自己的预算由“一般公共预算支出与支出预算总表逐科目一致”审核
with b as (
    select t.book from form_02 t join form_01 a on a.book = t.book and a.row_key = 'r28'
    where t.row_key = 'total' and t.total = t.current_general and a.income = a.spending
), f as (
    select book, row_key, basic as left_basic, project as left_project, 0 as basic, 0 as project from form_05
        where book in (select book from b)
    union all select book, row_key, 0, 0, basic, project from form_03 where book in (select book from b)
), p as materialized (
    select book, row_key, sum(left_basic) as left_basic, sum(left_project) as left_project, sum(basic)
        as basic, sum(project) as project
    from f group by book, row_key
)
select book, '05!' || row_key || '.basic' as address, left_basic as left_value, '03!' || row_key || '.basic'
    as other_address, basic as right_value,
    left_basic = basic as holds from p where left_basic <> 0 or basic <> 0
union all
select book, '05!' || row_key || '.project', left_project, '03!' || row_key || '.project', project,
    left_project = project
from p where left_project <> 0 or project <> 0;
