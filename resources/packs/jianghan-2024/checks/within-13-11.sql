-- id: within-13-11
-- title: 项目的购买服务金额不超过项目支出
-- severity: error
-- forms: 11 13
-- says: 项目“{project}”的购买服务金额 {left}，大于项目支出 {right}，多出 {difference}；请核对购买服务或项目的金额。
-- basis: 13表的金额是11表同一项目支出的一部分
-- absent: 没有列在项目里的购买服务
with s as (
    select book, unit_name, project, min(row_key) as row_key, sum(amount) as amount from form_13
    where row_kind = 'record' and project <> '' group by book, unit_name, project
)
select s.book, '13!' || s.row_key || '.amount' as address, s.amount as left_value, '11!' || coalesce(p.row_key,
    'total') || '.total' as other_address,
    coalesce(p.total, 0) as right_value, s.amount <= coalesce(p.total, 0) as holds, s.project
from s left join form_11 p on p.book = s.book and p.row_kind = 'record' and p.name = s.project
    and p.unit_name = s.unit_name;
