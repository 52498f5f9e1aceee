-- id: indicator-values
-- title: 一张表里同一个指标只有一个值
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，同一张表里另一处“{name}”是“{right}”；同一个指标请用同一个值，不是同一个的把名称写得分得开。
-- basis: 同一个指标在一张表里的值相同
-- absent: 没有列在几个目标里的指标
with i as (
    select r.*, row_number() over w as place_in, count(*) over (partition by book, form, project, term, name) as items,
        first_value(place) over w as first_place, first_value(value_now) over w as first_said,
        first_value(number) over w as first_number, first_value(replace(sign, '=', '')) over w as first_sign
    from read_indicator r where number >= 0
    window w as (partition by book, form, project, term, name order by ordinal)
)
select book, place || '.value_now' as address, value_now as left_value, first_place || '.value_now' as other_address,
    first_said as right_value, number = first_number and replace(sign, '=', '') = first_sign as holds, level3 as name
from i where items > 1 and place_in > 1
