-- id: purchase-quantity
-- title: 采购和服务的数量、单价、金额都大于零
-- severity: warning
-- forms: 12 13
-- figures: text
-- says: {place}是{left}；请填写大于零的数，不再采购的删去这一行。
-- basis: 列入预算的采购和购买服务有数量和金额
-- absent: 没有采购和购买服务
with v as (
    select book, '12!' || row_key || '.quantity' as place, quantity as value from form_12 where row_kind = 'record'
    union all select book, '12!' || row_key || '.unit_price', unit_price from form_12 where row_kind = 'record'
    union all select book, '13!' || row_key || '.quantity', quantity from form_13 where row_kind = 'record'
    union all select book, '13!' || row_key || '.amount', amount from form_13 where row_kind = 'record'
)
select book, place as address, case when value > 0 then '已填' when value = 0 then '零' else '负数' end as left_value,
    '' as other_address, '' as right_value, value > 0 as holds
from v
