-- id: prior-unit
-- title: 指标值今年和上年的单位相同
-- severity: hint
-- forms: 14 15
-- figures: text
-- says: “{name}”今年是“{left}”，上年是“{right}”，单位不同，没法比较；请改成同一种单位。
-- basis: 同一个指标各年用同一种单位
-- absent: 没有今年和上年都是数的指标
select book, place || '.value_now' as address, value_now as left_value, place || '.value_prior1' as other_address,
    value_prior1 as right_value, unit = prior_unit as holds, level3 as name
from read_indicator where number >= 0 and prior_number >= 0
