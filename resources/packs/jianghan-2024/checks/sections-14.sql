-- id: sections-14
-- title: 整体绩效表的指标列在目标下面
-- severity: 一上:hint 二上:warning
-- forms: 14
-- figures: text
-- says: {place}：{problem}；请把目标行放在它的指标上面，每个目标一行。
-- basis: 14表先写目标，再列这个目标的指标
-- absent: 没有部门绩效指标
with r as (
    select book, 'long' as block, '长期' as term, ordinal, row_kind, row_key from form_14_long
    union all select book, 'annual', '年度', ordinal, row_kind, row_key from form_14_annual
), o as (
    select book, block, term, row_kind, row_key, lag(row_kind) over w as before, lead(row_kind) over w as after,
        count(*) filter (where row_kind = 'section') over (partition by book, block) as sections
    from r window w as (partition by book, block order by ordinal)
)
select book, '14!' || block || '/' || row_key as address, row_key as left_value, '' as other_address, '' as right_value,
    case row_kind when 'section' then coalesce(after, '') = 'record' else before is not null end as holds,
    case row_kind when 'section' then term || '目标下面没有指标' else term || '指标上面没有目标' end as problem
from o where sections > 0
