-- id: price-12
-- title: 采购金额等于数量乘单价
-- severity: error
-- forms: 12
-- structural: yes
-- says: {place}是 {left}，数量 {quantity} 乘单价是 {right}，相差 {difference}；请核对数量、单价和金额。
-- basis: 采购金额合计等于采购数量乘单价
-- absent: 没有政府采购
select book, '12!' || row_key || '.amount' as address, amount as left_value, '12!' || row_key || '.unit_price'
    as other_address,
    quantity * unit_price as right_value, amount = quantity * unit_price as holds, quantity
from form_12 where row_kind = 'record';
