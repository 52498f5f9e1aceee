-- id: names-functions
-- title: 科目名称与科目编码相符
-- severity: error
-- forms: 03 05 07 09 10
-- figures: text
-- structural: yes
-- says: {place}写的是“{left}”，编码 {code} 的名称是“{right}”；请改成这个编码现在的名称，或核对编码。
-- basis: 科目编码和名称按当年政府收支分类科目
-- absent: 没有支出科目
with r as (
    select book, '03!' || row_key || '.name' as place, row_key as code, name from form_03 where row_kind <> 'total'
    union all select book, '05!' || row_key || '.name', row_key, name from form_05 where row_kind <> 'total'
    union all select book, '09!' || row_key || '.name', row_key, name from form_09 where row_kind <> 'total'
    union all select book, '10!' || row_key || '.name', row_key, name from form_10 where row_kind <> 'total'
)
select r.book, r.place as address, r.name as left_value, '' as other_address, c.name as right_value,
    r.name = c.name as holds, r.code
from r join catalog_function c on c.code = r.code
union all
select e.book, '07!' || e.row_key || '.name', e.name, '', c.name, e.name = c.name, e.row_key
from form_07 e join catalog_economic c on c.code = e.row_key
