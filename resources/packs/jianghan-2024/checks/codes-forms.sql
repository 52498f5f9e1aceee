-- id: codes-forms
-- title: 各表的编码在目录中
-- severity: warning
-- forms: 03 05 07 09 10 12 13
-- figures: text
-- received: yes
-- says: {place}的{kind} {left} 不在目录中，各表共 {rows} 处；请核对编码。
-- basis: 各表的科目和品目应是目录中的编码，12、13表按“[编码]名称”填写
-- absent: 自己的预算在录入的行上审核编码
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
select s.book, s.place as address, s.code as left_value, '' as other_address,
    coalesce(f.name, e.name, p.name, o.name, g.name, '') as right_value,
    coalesce(f.code, e.code, p.code, o.code, g.code) is not null as holds, s.rows,
    case s.list when 'function' then '功能科目' when 'economic' then '经济科目' else '政府采购品目' end as kind
from s
left join catalog_function f on s.list = 'function' and f.code = s.code
left join catalog_economic e on s.list = 'economic' and e.code = s.code
left join catalog_procurement p on s.list = 'procurement' and p.code = s.code
left join catalog_obsolete o on o.catalog = s.list and o.code = s.code
left join catalog_government_economic g on s.list = 'economic' and g.code = s.code
