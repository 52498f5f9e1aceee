-- id: indicator-projects
-- title: 同一个指标在各项目的值相同
-- severity: hint
-- forms: 15
-- figures: text
-- says: {place}是“{left}”，项目“{project}”的“{name}”是“{right}”；说的是同一件事的请用同一个值。
-- basis: 同一个指标在各处的值相同
-- absent: 没有几个项目都列的指标
-- What most projects say is taken for right.
with v as (
    select r.*, replace(sign, '=', '') as bound, count(*) over (partition by book, form, term, name, number, unit,
        replace(sign, '=', '')) as times
    from read_indicator r where number >= 0 and project <> ''
), i as (
    select v.*, first_value(place) over w as first_place, first_value(value_now) over w as first_said,
        first_value(project) over w as first_project, first_value(number) over w as first_number,
        first_value(unit) over w as first_unit, first_value(bound) over w as first_bound
    from v window w as (partition by book, form, term, name order by times desc, place)
)
select book, place || '.value_now' as address, value_now as left_value, first_place || '.value_now' as other_address,
    first_said as right_value, number = first_number and unit = first_unit and bound = first_bound as holds,
    first_project as project, level3 as name
from i where project <> first_project
