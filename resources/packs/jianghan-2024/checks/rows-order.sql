-- id: rows-order
-- title: 各行按编码顺序排列
-- severity: error
-- forms: 02 03 05 06 07 09 10 11 12 13
-- figures: text
-- structural: yes
-- says: {place}排在 {right} 的后面；应按编码从小到大排，合计在最前，请把这一行移回原处。
-- basis: 各表按编码顺序排列，合计在第一行
-- absent: 各表都没有行
with r as (
    select book, '02' as form, ordinal, row_kind, row_key from form_02
    union all select book, '03' as form, ordinal, row_kind, row_key from form_03
    union all select book, '05' as form, ordinal, row_kind, row_key from form_05
    union all select book, '06' as form, ordinal, row_kind, row_key from form_06
    union all select book, '07' as form, ordinal, row_kind, row_key from form_07
    union all select book, '09' as form, ordinal, row_kind, row_key from form_09
    union all select book, '10' as form, ordinal, row_kind, row_key from form_10
    union all select book, '11', ordinal, row_kind, row_key from form_11 where row_kind in ('total', 'department', 'unit')
    union all select book, '12', ordinal, row_kind, row_key from form_12
    union all select book, '13', ordinal, row_kind, row_key from form_13
), o as (
    select book, form, row_kind, row_key, lag(row_key) over w as before, lag(row_kind) over w as before_kind
    from r window w as (partition by book, form order by ordinal)
)
select book, form || '!' || row_key || case when form in ('12', '13') then '.unit_code' else '.code' end as address,
    row_key as left_value, form || '!' || before as other_address, before as right_value,
    -- The first unit stands under its department whatever its code. Purchases stand under their department in any order.
    row_kind <> 'total' and (before = 'total' or (before_kind = 'department' and row_kind = 'unit') or case when form in ('12', '13') then row_kind = 'record'
        or before_kind <> 'record' else before < row_key end) as holds
from o where before is not null
