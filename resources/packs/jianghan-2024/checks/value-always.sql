-- id: value-always
-- title: 指标值不是怎样都能达到的
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，怎样都能达到，等于没有目标；请写明要达到的数。
-- basis: 指标值要能分出达到和没有达到
-- absent: 没有“不小于某数”的指标
select book, place || '.value_now' as address, value_now as left_value, '' as other_address, '' as right_value,
    number > 0 as holds
from read_indicator where sign = '≥' and number >= 0
