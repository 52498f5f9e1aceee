-- id: price-limit
-- title: 办公设备的单价在配置标准以内
-- severity: hint
-- forms: 12
-- says: {place}是 {left}，“{name}”的配置标准是 {right}；超标准的请压减，标准以本地当年规定为准。
-- basis: 通用办公设备按配置标准购置
-- absent: 没有规定了配置标准的设备
select p.book, '12!' || p.row_key || '.unit_price' as address, p.unit_price as left_value, '' as other_address,
    cast(l.yuan as integer) * 100 as right_value, p.unit_price <= cast(l.yuan as integer) * 100 as holds, l.name
from form_12 p join catalog_price_limit l on p.catalog like '[' || l.code || ']%'
where p.row_kind = 'record'
