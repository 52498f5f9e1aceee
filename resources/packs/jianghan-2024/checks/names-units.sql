-- id: names-units
-- title: 单位编码和名称处处相同
-- severity: error
-- forms: 02 06 11 12 13
-- figures: text
-- structural: yes
-- says: {place}是“{left}”，02表编码 {code} 是“{right}”；请改成现在的单位名称。
-- basis: 同一编码的单位在各表名称相同
-- absent: 没有单位
-- A department and its only unit may have one code.
with u as (select book, row_kind, row_key, code, name from form_02 where row_kind in ('department', 'unit')),
r as (
    select book, '06!' || row_key || '.name' as place, row_kind, code, name from form_06
        where row_kind in ('department', 'unit')
    union all select book, '11!' || row_key || '.name', row_kind, code, name from form_11
        where row_kind in ('department', 'unit')
    union all select book, '12!' || row_key || '.unit_name', case row_kind when 'record' then 'unit' else row_kind end,
        unit_code, unit_name from form_12 where row_kind <> 'total'
    union all select book, '13!' || row_key || '.unit_name', case row_kind when 'record' then 'unit' else row_kind end,
        unit_code, unit_name from form_13 where row_kind <> 'total'
)
select r.book, r.place as address, r.name as left_value, '02!' || coalesce(u.row_key, r.code) || '.name'
    as other_address,
    coalesce(u.name, '没有这个编码') as right_value, r.name = coalesce(u.name, '') as holds, r.code
from r left join u on u.book = r.book and u.row_kind = r.row_kind and u.code = r.code
