-- id: indicator-14-15
-- title: 同一个指标在部门表和项目表的值相同
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，14表的“{name}”是“{right}”；同一个指标请用同一个值，或说明为什么不同。
-- basis: 项目的目标是部门目标的一部分，同一个指标的值相同
-- absent: 没有两张表都列的指标
with d as (
    select book, form, term, name, min(place) as place, min(value_now) as said, min(level3) as level3
    from read_indicator where project = '' and number >= 0 group by book, form, term, name
)
select p.book, p.place || '.value_now' as address, p.value_now as left_value, d.place || '.value_now' as other_address,
    d.said as right_value, exists (select 1 from read_indicator s where s.book = p.book and s.project = ''
        and s.term = p.term and s.name = p.name and s.number = p.number and s.unit = p.unit
        and replace(s.sign, '=', '') = replace(p.sign, '=', '')) as holds, d.level3 as name
from read_indicator p join d on d.book = p.book and d.term = p.term and d.name = p.name
where p.project <> '' and p.number >= 0
