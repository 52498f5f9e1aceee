-- id: value-direction
-- title: 指标值的大于小于号方向对
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，而“{name}”是{better}的指标，应当用“{right}”；请核对符号。
-- basis: 越高越好的指标写≥，越低越好的指标写≤
-- absent: 没有看得出好坏方向、又带符号的指标
select book, place || '.value_now' as address, value_now as left_value, '' as other_address,
    case direction when 'more' then '≥' else '≤' end as right_value,
    case direction when 'more' then sign in ('≥', '>') else sign in ('≤', '<') end as holds, level3 as name,
    case direction when 'more' then '越高越好' else '越低越好' end as better
from read_indicator where direction in ('more', 'less') and sign in ('≥', '>', '≤', '<') and number >= 0
