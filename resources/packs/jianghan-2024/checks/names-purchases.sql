-- id: names-purchases
-- title: 采购和服务的科目名称与编码相符
-- severity: error
-- forms: 12 13
-- figures: text
-- structural: yes
-- says: {place}写的是“{left}”，这个编码应写“{right}”；请改成这个编码现在的名称，或核对编码。
-- basis: 12、13表按“[编码]名称”填写科目和品目
-- absent: 没有政府采购和购买服务
with r as (
    select book, '12!' || row_key || '.function' as place, 'function' as list, function as label from form_12
        where row_kind = 'record'
    union all select book, '13!' || row_key || '.function', 'function', function from form_13 where row_kind = 'record'
    union all select book, '12!' || row_key || '.economic', 'economic', economic from form_12 where row_kind = 'record'
    union all select book, '13!' || row_key || '.economic', 'economic', economic from form_13 where row_kind = 'record'
    union all select book, '12!' || row_key || '.catalog', 'procurement', catalog from form_12 where row_kind = 'record'
), k as (
    select book, place, list, label, substr(label, instr(label, '[') + 1, instr(label, ']') - instr(label, '[') - 1) as code
    from r where label like '%[%]%'
)
select k.book, k.place as address, k.label as left_value, '' as other_address,
    '[' || k.code || ']' || coalesce(f.name, e.name, p.name) as right_value,
    k.label = '[' || k.code || ']' || coalesce(f.name, e.name, p.name) as holds
from k
left join catalog_function f on k.list = 'function' and f.code = k.code
left join catalog_economic e on k.list = 'economic' and e.code = k.code
left join catalog_procurement p on k.list = 'procurement' and p.code = k.code
where coalesce(f.name, e.name, p.name) is not null
