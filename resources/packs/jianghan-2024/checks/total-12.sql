-- id: total-12
-- title: 政府采购预算表合计等于各行之和
-- severity: error
-- forms: 12
-- structural: yes
-- says: {place}是 {left}，各行相加是 {right}，相差 {difference}；请核对各行的数。
-- basis: 合计等于各行之和
-- absent: 没有政府采购
with t as materialized (select * from form_12 where row_kind = 'total'), s as materialized (
    select book, sum(amount) as amount, sum(for_smes) as for_smes, sum(for_micro) as for_micro from form_12
        where row_kind = 'record' group by book
), b as materialized (
    select t.book, t.amount, t.for_smes, t.for_micro, coalesce(s.amount, 0) as amounts, coalesce(s.for_smes, 0) as smes,
        coalesce(s.for_micro, 0) as micros
    from t left join s on s.book = t.book where t.amount <> 0 or s.book is not null
)
select book, '12!total.amount' as address, amount as left_value, '' as other_address, amounts as right_value,
    amount = amounts as holds from b
union all select book, '12!total.for_smes', for_smes, '', smes, for_smes = smes from b
union all select book, '12!total.for_micro', for_micro, '', micros, for_micro = micros from b
