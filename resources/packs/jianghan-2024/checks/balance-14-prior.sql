-- id: balance-14-prior
-- title: 整体绩效表近两年收支平衡
-- severity: warning
-- forms: 14
-- says: {place}是 {left}，同一年的支出合计是 {right}，相差 {difference}；请核对这一年的收入和支出。
-- basis: 近两年收入合计等于支出合计
-- absent: 没有近两年的收支
with b as (
    select i.book, 'prior2' as which, i.prior2 as income, s.prior2 as spending from form_14_funds i
        join form_14_funds s on s.book = i.book and s.row_key = 'spending_total' where i.row_key = 'income_total'
    union all select i.book, 'prior1', i.prior1, s.prior1 from form_14_funds i
        join form_14_funds s on s.book = i.book and s.row_key = 'spending_total' where i.row_key = 'income_total'
)
select book, '14!funds/income_total.' || which as address, income as left_value,
    '14!funds/spending_total.' || which as other_address, spending as right_value, income = spending as holds
from b where income <> 0 and spending <> 0
