-- id: sources-15
-- title: 项目资金来源等于当年预算
-- severity: error
-- forms: 15
-- structural: yes
-- says: {place}是 {left}，{other}是 {right}，相差 {difference}；请核对这个项目的资金来源。
-- basis: 当年预算合计等于四项来源之和，也等于项目当年预算
-- absent: 没有项目
with s as (
    select book, project, sum(case when row_key = 'total' then amount else 0 end) as total,
        sum(case when row_key <> 'total' then amount else 0 end) as items
    from form_15_sources group by book, project
)
select s.book, '15/' || s.project || '!sources/total.amount' as address, s.total as left_value,
    '15/' || s.project || '!sources/local.amount' as other_address,
    s.items as right_value, s.total = s.items as holds, '四项来源相加' as other
from s
union all
select s.book, '15/' || s.project || '!sources/total.amount', s.total,
    '15/' || s.project || '!head/row.amount', h.amount, s.total = h.amount, '项目当年预算'
from s join form_15_head h on h.book = s.book and h.project = s.project;
