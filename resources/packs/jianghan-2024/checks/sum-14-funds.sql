-- id: sum-14-funds
-- title: 整体绩效表资金构成相加正确
-- severity: error
-- forms: 14
-- structural: yes
-- says: {place}是 {left}，各项相加是 {right}，相差 {difference}；请核对各项的数。
-- basis: 收入合计、支出合计各等于分项之和
-- absent: 没有整体绩效表的收支
with s as (
    select book, case when row_key like 'income%' then 'income_total' else 'spending_total' end as row_key,
        sum(amount) as amount
    from form_14_funds where row_key not in ('income_total', 'spending_total') group by 1, 2
)
select t.book, '14!funds/' || t.row_key || '.amount' as address, t.amount as left_value, '' as other_address,
    s.amount as right_value,
    t.amount = s.amount as holds
from form_14_funds t join s on s.book = t.book and s.row_key = t.row_key;
