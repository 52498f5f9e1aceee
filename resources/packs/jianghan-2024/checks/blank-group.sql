-- id: blank-group
-- title: 部门行和数量合计没有数
-- severity: error
-- forms: 12 13
-- figures: integer
-- structural: yes
-- says: {place}有 {left}；部门行不填数，数量不合计，请删去。
-- basis: 12、13表的部门行只印名称，合计行不加数量
-- absent: 没有政府采购和购买服务
with r as (
    select book, '12!' || row_key as place, row_kind, quantity, amount from form_12
        where row_kind in ('total', 'department')
    union all select book, '13!' || row_key, row_kind, quantity, amount from form_13
        where row_kind in ('total', 'department')
), d as (select book, '12!' || row_key as place, unit_price, for_smes, for_micro from form_12 where row_kind = 'department')
select book, place || '.quantity' as address, quantity as left_value, '' as other_address, 0 as right_value,
    quantity = 0 as holds from r
union all select book, place || '.amount', amount, '', 0, amount = 0 from r where row_kind = 'department'
union all select book, place || '.unit_price', unit_price, '', 0, unit_price = 0 from d
union all select book, place || '.for_smes', for_smes, '', 0, for_smes = 0 from d
union all select book, place || '.for_micro', for_micro, '', 0, for_micro = 0 from d
