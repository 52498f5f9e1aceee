-- id: objective-figure
-- title: 目标文字里的百分数与指标值相同
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: 目标里写“{said}{left}”，指标“{name}”的值是“{right}”；请改成同一个数。
-- basis: 目标的文字和它的指标说的是同一个数
-- absent: 目标的文字没有提到指标的百分数
with g as (
    select book, '14' as form, '' as project, 'long' as term, '' || number as goal, '14!long/' || row_key || '.text'
        as place, text from form_14_long where row_kind = 'section'
    union all select book, '14', '', 'annual', '' || number, '14!annual/' || row_key || '.text', text
    from form_14_annual where row_kind = 'section'
    union all select book, '15', project, case when name like '长期%' then 'long' else 'annual' end, name,
        '15/' || project || '!goals/' || row_key || '.text', text from form_15_goals
), m as (
    select g.book, g.place, i.place as other_place, i.name, i.level3, i.number, i.value_now,
        ltrim(substr(replace(g.text, ' ', ''), instr(replace(g.text, ' ', ''), i.name) + length(i.name), 16),
            '率度为达到保持在不低于少高超过稳定约≥≤=＝＞>') as rest
    from g join read_indicator i on i.book = g.book and i.form = g.form and i.project = g.project and i.term = g.term
        and i.goal = g.goal and i.number >= 0 and i.unit = '%' and length(i.name) >= 4
        and instr(replace(g.text, ' ', ''), i.name) > 0
), f as (
    select m.*, substr(rest, 1, length(rest) - length(ltrim(rest, '0123456789.'))) as figure from m
)
select book, place as address, figure || '%' as left_value, other_place || '.value_now' as other_address,
    value_now as right_value, cast(round(cast(figure as real) * 100) as integer) = number as holds, name as said,
    level3 as name
from f where trim(figure, '.') <> '' and substr(rest, length(figure) + 1, 1) in ('%', '％')
