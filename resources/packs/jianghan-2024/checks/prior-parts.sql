-- id: prior-parts
-- title: 上年支出三类之和等于上年总预算
-- severity: warning
-- forms: 14
-- right_is: 上年收支总预算
-- says: {place}是 {left}，上年收支总预算是 {right}，相差 {difference}；请核对上年数据。
-- basis: 近两年支出构成合计等于当年的收支总预算
-- absent: 没有上年支出三类的数
-- The department's own figure stands before those of its units.
with s as (
    select book, ago, coalesce(sum(case when measure = 'total' and unit_code = '' then amount end),
        sum(case when measure = 'total' then amount end)) as total, sum(case
        when measure like 'spending.%' then amount end) as parts
    from fact_prior where stage = 'budget' and ago in ('1', '2') group by book, ago
)
select book, '14!funds/spending_total.prior' || ago as address, parts as left_value, 'entry/prior'
    as other_address, total as right_value, parts = total as holds
from s where total is not null and parts is not null;
