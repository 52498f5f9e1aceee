-- id: sme-order
-- title: 小微企业不超过中小企业，中小企业不超过采购金额
-- severity: error
-- forms: 12
-- says: {place}是 {left}，大于{other_place}的 {right}；面向小微企业的包含在面向中小企业的里面，两者都不能超过采购金额，请核对。
-- basis: 面向小微企业≤面向中小企业≤采购金额
-- absent: 没有政府采购
select book, '12!' || row_key || '.for_smes' as address, for_smes as left_value, '12!' || row_key || '.amount'
    as other_address, amount as right_value,
    for_smes <= amount as holds from form_12 where row_kind = 'record'
union all
select book, '12!' || row_key || '.for_micro', for_micro, '12!' || row_key || '.for_smes', for_smes,
    for_micro <= for_smes
from form_12 where row_kind = 'record';
