-- id: rows-children
-- title: 上级行下面有明细行
-- severity: error
-- forms: 02 03 05 06 07 09 10
-- figures: text
-- says: {place}的下面没有明细行；请补上 {left} 所属的下级科目或单位的行。
-- basis: 合计、类、款下面列到最细一级，部门下面列到单位
-- absent: 各表都没有行
with r as (
    select book, '02' as form, row_kind, row_key from form_02
    union all select book, '03' as form, row_kind, row_key from form_03
    union all select book, '05' as form, row_kind, row_key from form_05
    union all select book, '06' as form, row_kind, row_key from form_06
    union all select book, '07' as form, row_kind, row_key from form_07
    union all select book, '09' as form, row_kind, row_key from form_09
    union all select book, '10' as form, row_kind, row_key from form_10
), c as materialized (
    select book, form, case row_kind when 'level3' then substr(row_key, 1, 5) when 'level2' then substr(row_key, 1, 3)
        when 'unit' then 'department' else 'total' end as parent, count(*) as rows
    from r where row_kind <> 'total' group by 1, 2, 3
)
select r.book, r.form || '!' || r.row_key || '.code' as address, r.row_key as left_value, '' as other_address,
    case when c.rows is null then '没有' else c.rows || ' 行' end as right_value, c.rows is not null as holds
from r
left join c on c.book = r.book and c.form = r.form
    and c.parent = case r.row_kind when 'department' then 'department' else r.row_key end
where r.row_kind in ('total', 'level1', 'department')
    or (r.row_kind = 'level2' and r.row_key in (select parent from catalog_function) and r.form <> '07')
