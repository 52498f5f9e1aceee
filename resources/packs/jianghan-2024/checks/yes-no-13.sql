-- id: yes-no-13
-- title: 是否列入政府采购填“是”或“否”
-- severity: warning
-- forms: 13
-- figures: text
-- says: {place}写的是“{left}”，应填“{right}”；请改正。
-- basis: 购买服务是否列入政府采购只有是和否
-- absent: 没有政府购买服务
select book, '13!' || row_key || '.in_procurement' as address, in_procurement as left_value, '' as other_address,
    case when instr(in_procurement, '否') > 0 then '否' else '是' end as right_value,
    in_procurement in ('是', '否') as holds
from form_13 where row_kind = 'record'
