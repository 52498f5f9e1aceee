-- id: weaker-than-before
-- title: 今年的指标值不低于上年
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: “{name}”今年是“{left}”，上年是“{right}”，目标比上年低了；请核对，或说明原因。
-- basis: 年度指标值参照以前年度的水平确定
-- absent: 没有可以和上年比较的指标
with i as (
    select r.*, case when sign in ('≥', '>') then 'more' when sign in ('≤', '<') then 'less' else direction end as better
    from read_indicator r where number >= 0 and prior_number >= 0 and unit = prior_unit
)
select book, place || '.value_now' as address, value_now as left_value, place || '.value_prior1' as other_address,
    value_prior1 as right_value, case better when 'more' then number >= prior_number else number <= prior_number end
        as holds, level3 as name
from i where better in ('more', 'less')
