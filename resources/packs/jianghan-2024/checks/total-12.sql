-- id: total-12
-- title: 政府采购预算表合计等于各行之和
-- severity: error
-- forms: 12
-- structural: yes
-- says: {place}是 {left}，各行相加是 {right}，相差 {difference}；请核对各行的数。
-- basis: 合计等于各行之和
with t as materialized (select * from form_12 where row_kind = 'total'), s as materialized (
    select book, sum(amount) as amount, sum(for_smes) as for_smes, sum(for_micro) as for_micro from form_12
        where row_kind = 'record' group by book
)
select t.book, '12!total.amount' as address, t.amount as left_value, '' as other_address, s.amount
    as right_value, t.amount = s.amount as holds from t join s on s.book = t.book
union all select t.book, '12!total.for_smes', t.for_smes, '', s.for_smes, t.for_smes = s.for_smes from t
    join s on s.book = t.book
union all select t.book, '12!total.for_micro', t.for_micro, '', s.for_micro, t.for_micro = s.for_micro from t
    join s on s.book = t.book;
