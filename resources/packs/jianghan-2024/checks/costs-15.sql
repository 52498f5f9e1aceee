-- id: costs-15
-- title: 项目支出明细等于资金来源
-- severity: error
-- forms: 15
-- structural: yes
-- says: {place}是 {left}，支出明细相加是 {right}，相差 {difference}；请核对这个项目的支出明细。
-- basis: 项目支出明细三栏之和等于当年预算合计
-- absent: 没有项目
with s as (select book, project, sum(local + transfer + other) as amount from form_15_costs
    group by book, project)
select t.book, '15/' || t.project || '!sources/total.amount' as address, t.amount as left_value,
    '15/' || t.project || '!costs' as other_address,
    coalesce(s.amount, 0) as right_value, t.amount = coalesce(s.amount, 0) as holds
from form_15_sources t left join s on s.book = t.book and s.project = t.project
where t.row_key = 'total';
