-- id: tie-14-11
-- title: 整体绩效表的项目与项目支出预算表一致
-- severity: error
-- forms: 11 14
-- structural: yes
-- says: 项目“{name}”在14表的本年度预算是 {left}，11表是 {right}，相差 {difference}；请核对这个项目的金额。
-- basis: 14表项目本年度预算等于11表同一项目合计
-- absent: 没有项目
-- Projects of one name are told apart by size: 14 prints the largest first, 11 as they were entered.
with f as (
    select book, name, amount, row_key, row_number() over (partition by book, name order by amount desc) as place
    from form_14_projects
), g as (
    select book, name, total, row_key, row_number() over (partition by book, name order by total desc) as place
    from form_11 where row_kind = 'record'
)
select coalesce(f.book, g.book) as book, '14!projects/' || coalesce(f.row_key, g.row_key) || '.amount'
    as address, coalesce(f.amount, 0) as left_value,
    '11!' || coalesce(g.row_key, f.row_key) || '.total' as other_address, coalesce(g.total, 0) as right_value,
    coalesce(f.amount, 0) = coalesce(g.total, 0) as holds, coalesce(g.name, f.name) as name
from f full join g on g.book = f.book and g.name = f.name and g.place = f.place;
