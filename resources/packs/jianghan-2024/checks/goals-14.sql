-- id: goals-14
-- title: 整体绩效表各处的目标相同
-- severity: warning
-- forms: 14
-- figures: text
-- says: {place}的目标与“整体绩效总目标”中目标{number}写的不同：那里是“{right}”；请改成相同的文字。
-- basis: 长期目标、年度目标在14表上下两处文字相同
-- absent: 没有整体绩效目标
with s as (
    select book, 'long' as term, row_key, number, text from form_14_long where row_kind = 'section'
    union all select book, 'annual', row_key, number, text from form_14_annual where row_kind = 'section'
), g as (
    select book, 'long' as term, ordinal as number, long as text from form_14_goals
    union all select book, 'annual', ordinal, annual from form_14_goals
)
select coalesce(s.book, g.book) as book, '14!' || coalesce(s.term, g.term) || '/'
    || coalesce(s.row_key, '' || g.number) || '.text' as address,
    coalesce(s.text, '') as left_value, '14!goals/' || coalesce(g.number, s.number) || '.' || coalesce(s.term, g.term)
    as other_address, coalesce(g.text, '') as right_value, coalesce(s.text, '') = coalesce(g.text, '') as holds,
    coalesce(s.number, g.number) as number
from s full join g on g.book = s.book and g.term = s.term and g.number = s.number
where coalesce(s.text, '') <> '' or coalesce(g.text, '') <> ''
