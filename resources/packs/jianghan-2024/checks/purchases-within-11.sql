-- id: purchases-within-11
-- title: 项目的采购加购买服务不超过项目支出
-- severity: error
-- forms: 11 12 13
-- says: 项目“{project}”的政府采购加上没有列入政府采购的购买服务共 {left}，大于项目支出 {right}，多出 {difference}；请核对采购、服务和项目的金额。
-- basis: 12表和13表填“否”的不是同一笔钱，合起来仍是11表同一项目支出的一部分
-- absent: 没有既有采购又有购买服务的项目
with p as (
    select book, unit_name, project, min(row_key) as row_key, sum(amount) as amount from form_12
    where row_kind = 'record' and project <> '' group by book, unit_name, project
), s as (
    select book, unit_name, project, sum(amount) as amount from form_13
    where row_kind = 'record' and project <> '' and in_procurement = '否' group by book, unit_name, project
)
select p.book, '12!' || p.row_key || '.amount' as address, p.amount + s.amount as left_value,
    '11!' || g.row_key || '.total' as other_address, g.total as right_value, p.amount + s.amount <= g.total as holds,
    p.project
from p
join s on s.book = p.book and s.unit_name = p.unit_name and s.project = p.project
join form_11 g on g.book = p.book and g.row_kind = 'record' and g.name = p.project and g.unit_name = p.unit_name
