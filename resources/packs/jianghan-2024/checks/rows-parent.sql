-- id: rows-parent
-- title: 每行都有上级行和合计行
-- severity: error
-- forms: 02 03 05 06 07 09 10
-- figures: text
-- structural: yes
-- says: {place}的上级 {right} 没有行；请补上这一级的行和合计。
-- basis: 合计、类、款、项逐级列示，部门在所属单位之前
-- absent: 各表都没有行
with c as (
    select book, '03' as form, row_kind, row_key, case row_kind when 'level3' then substr(row_key, 1, 5)
        when 'level2' then substr(row_key, 1, 3) else 'total' end as parent from form_03 where row_kind <> 'total'
    union all select book, '05' as form, row_kind, row_key, case row_kind when 'level3' then substr(row_key, 1, 5)
        when 'level2' then substr(row_key, 1, 3) else 'total' end as parent from form_05 where row_kind <> 'total'
    union all select book, '07' as form, row_kind, row_key, case row_kind when 'level3' then substr(row_key, 1, 5)
        when 'level2' then substr(row_key, 1, 3) else 'total' end as parent from form_07 where row_kind <> 'total'
    union all select book, '09' as form, row_kind, row_key, case row_kind when 'level3' then substr(row_key, 1, 5)
        when 'level2' then substr(row_key, 1, 3) else 'total' end as parent from form_09 where row_kind <> 'total'
    union all select book, '10' as form, row_kind, row_key, case row_kind when 'level3' then substr(row_key, 1, 5)
        when 'level2' then substr(row_key, 1, 3) else 'total' end as parent from form_10 where row_kind <> 'total'
    union all select u.book, '02', u.row_kind, u.row_key, case u.row_kind when 'unit' then d.row_key else 'total' end
        from form_02 u left join form_02 d on d.book = u.book and d.row_kind = 'department' where u.row_kind <> 'total'
    union all select u.book, '06', u.row_kind, u.row_key, case u.row_kind when 'unit' then d.row_key else 'total' end
        from form_06 u left join form_06 d on d.book = u.book and d.row_kind = 'department' where u.row_kind <> 'total'
), p as materialized (
    select book, '03' as form, row_key from form_03
    union all select book, '05' as form, row_key from form_05
    union all select book, '07' as form, row_key from form_07
    union all select book, '09' as form, row_key from form_09
    union all select book, '10' as form, row_key from form_10
    union all select book, '02' as form, row_key from form_02
    union all select book, '06' as form, row_key from form_06
)
select c.book, c.form || '!' || c.row_key || '.code' as address, c.row_key as left_value,
    c.form || '!' || coalesce(c.parent, '') || '.code' as other_address, coalesce(c.parent, '部门') as right_value,
    p.row_key is not null as holds
from c left join p on p.book = c.book and p.form = c.form and p.row_key = c.parent
