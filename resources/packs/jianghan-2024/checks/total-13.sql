-- id: total-13
-- title: 政府购买服务预算表合计等于各行之和
-- severity: error
-- forms: 13
-- structural: yes
-- says: {place}是 {left}，各行相加是 {right}，相差 {difference}；请核对各行的数。
-- basis: 合计等于各行之和
-- absent: 没有政府购买服务
with t as materialized (select * from form_13 where row_kind = 'total'), s as materialized (
    select book, sum(amount) as amount from form_13 where row_kind = 'record' group by book
)
select t.book, '13!total.amount' as address, t.amount as left_value, '' as other_address,
    coalesce(s.amount, 0) as right_value, t.amount = coalesce(s.amount, 0) as holds
from t left join s on s.book = t.book where t.amount <> 0 or s.book is not null
