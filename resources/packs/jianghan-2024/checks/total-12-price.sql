-- id: total-12-price
-- title: 政府采购预算表单价合计等于各行单价之和
-- severity: warning
-- forms: 12
-- says: {place}是 {left}，各行相加是 {right}，相差 {difference}；请核对各行的数。
-- basis: 合计等于各行之和；财政部门的表样把单价也相加，收到的表照此核对
-- absent: 没有政府采购
with t as materialized (select * from form_12 where row_kind = 'total'), s as materialized (
    select book, sum(unit_price) as unit_price from form_12 where row_kind = 'record' group by book
)
select t.book, '12!total.unit_price' as address, t.unit_price as left_value, '' as other_address,
    coalesce(s.unit_price, 0) as right_value, t.unit_price = coalesce(s.unit_price, 0) as holds
from t left join s on s.book = t.book where t.unit_price <> 0 or s.book is not null
