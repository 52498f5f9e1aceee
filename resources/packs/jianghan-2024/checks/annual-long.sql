-- id: annual-long
-- title: 年度指标值与长期指标值相称
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: “{name}”的年度值是“{left}”，长期值是“{right}”，{problem}；请核对两处的值，按进度安排的说明原因。
-- basis: 年度目标是长期目标分到今年的部分：比率不低于长期要求，数量不超过长期总数
-- absent: 没有长期和年度都列的指标
with i as (
    select r.*, case when sign in ('≥', '>') then 'more' when sign in ('≤', '<') then 'less' else direction end as better
    from read_indicator r where number >= 0 and unit <> ''
), l as (
    select book, form, project, name, unit, better, min(number) as least, max(number) as most, min(place) as place,
        min(value_now) as said from i where term = 'long' group by book, form, project, name, unit, better
)
select a.book, a.place || '.value_now' as address, a.value_now as left_value, l.place || '.value_now' as other_address,
    l.said as right_value,
    case when a.unit <> '%' or a.better = 'less' then a.number <= l.most else a.number >= l.least end as holds,
    a.level3 as name, case when a.better = 'less' then '今年放得比长期还宽'
        when a.unit = '%' then '今年比长期要求的低' else '一年比几年的总数还多' end as problem
from i a
join l on l.book = a.book and l.form = a.form and l.project = a.project and l.name = a.name and l.unit = a.unit
    and l.better = a.better
where a.term = 'annual' and (a.unit <> '%' or a.better in ('more', 'less'))
