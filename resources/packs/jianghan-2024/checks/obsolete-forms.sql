-- id: obsolete-forms
-- title: 各表没有停用的科目
-- severity: warning
-- forms: 03 05 07 09 10 12 13
-- figures: text
-- received: yes
-- says: {place}的 {left}“{name}”已经停用（{note}），各表共 {rows} 处；请改用 {right}。
-- basis: 停用的科目由新科目代替
-- absent: 自己的预算在录入的行上审核停用的科目
with p as (
    select book, '12!' || row_key || '.function' as place, 'function' as list, function as label from form_12
        where row_kind = 'record'
    union all select book, '13!' || row_key || '.function', 'function', function from form_13 where row_kind = 'record'
    union all select book, '12!' || row_key || '.economic', 'economic', economic from form_12 where row_kind = 'record'
    union all select book, '13!' || row_key || '.economic', 'economic', economic from form_13 where row_kind = 'record'
    union all select book, '12!' || row_key || '.catalog', 'procurement', catalog from form_12 where row_kind = 'record'
), r as (
    select book, '03!' || row_key || '.code' as place, 'function' as list, row_key as code from form_03
        where row_kind <> 'total'
    union all select book, '05!' || row_key || '.code', 'function', row_key from form_05 where row_kind <> 'total'
    union all select book, '09!' || row_key || '.code', 'function', row_key from form_09 where row_kind <> 'total'
    union all select book, '10!' || row_key || '.code', 'function', row_key from form_10 where row_kind <> 'total'
    union all select book, '07!' || row_key || '.code', 'economic', row_key from form_07 where row_kind <> 'total'
    union all select book, place, list, substr(label, instr(label, '[') + 1,
        instr(label, ']') - instr(label, '[') - 1) from p
), s as (select book, list, code, min(place) as place, count(*) as rows from r group by book, list, code)
select s.book, s.place as address, s.code as left_value, '' as other_address, coalesce(o.replaced_by, '') as
    right_value,
    o.code is null as holds, coalesce(o.name, '') as name, coalesce(o.note, '') as note, s.rows
from s left join catalog_obsolete o on o.catalog = s.list and o.code = s.code
