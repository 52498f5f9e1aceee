-- id: objective-figure
-- title: 目标文字里的数与指标值相同
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: 目标里写“{said}{left}”，指标“{name}”的值是“{right}”；请改成同一个数。
-- basis: 目标的文字和它的指标说的是同一个数
-- absent: 目标的文字没有写指标的数
with g as (
    select book, '14' as form, '' as project, 'long' as term, '' || number as goal, '14!long/' || row_key || '.text'
        as place, text from form_14_long where row_kind = 'section'
    union all select book, '14', '', 'annual', '' || number, '14!annual/' || row_key || '.text', text
    from form_14_annual where row_kind = 'section'
    union all select book, '15', project, case when name like '长期%' then 'long' else 'annual' end, name,
        '15/' || project || '!goals/' || row_key || '.text', text from form_15_goals
), t as (select g.*, replace(replace(text, ' ', ''), '％', '%') as said from g), m as (
    select t.book, t.place, i.place as other_place, i.name, i.level3, i.number, i.unit, i.value_now,
        ltrim(substr(t.said, instr(t.said, i.name) + length(i.name), 24), '率度数为达到保持在不低于少高超过稳定约≥=＝＞>')
            as rest
    from t join read_indicator i on i.book = t.book and i.form = t.form and i.project = t.project and i.term = t.term
        and i.goal = t.goal and i.number >= 0 and i.unit <> '' and length(i.name) >= 4 and instr(t.said, i.name) > 0
), f as (
    select m.*, substr(rest, 1, length(rest) - length(ltrim(rest, '0123456789.'))) as figure from m
)
select book, place as address, figure || unit as left_value, other_place || '.value_now' as other_address,
    value_now as right_value, cast(round(cast(figure as real) * 100) as integer) = number as holds, name as said,
    level3 as name
from f where trim(figure, '.') <> '' and substr(rest, length(figure) + 1, length(unit)) = unit
