-- id: procurement-level
-- title: 政府采购品目够细
-- severity: hint
-- forms: 12
-- figures: text
-- says: {place}的品目 {left}“{name}”太粗，要求填到第 {least} 级；请改用下级品目，例如 {right}。
-- basis: 政府采购品目填到财政部门要求的级次
-- absent: 没有政府采购
select p.book, 'entry/procurement/#' || p.id || '.catalog_code' as address, p.catalog_code as left_value,
    '' as other_address, coalesce((select min(k.code) from catalog_procurement k where k.parent = p.catalog_code), '')
        as right_value, c.level >= t.value as holds, c.name, t.value as least
from fact_procurement p
join catalog_procurement c on c.code = p.catalog_code
join catalog_threshold t on t.code = 'procurement_level'
