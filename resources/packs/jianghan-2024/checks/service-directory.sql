-- id: service-directory
-- title: 购买服务在指导目录中
-- severity: hint
-- forms: 13
-- figures: text
-- says: {place}“{left}”不在政府购买服务指导目录的三级目录中；请从目录中选择。
-- basis: 购买服务应属于指导目录
-- absent: 没有填三级目录的购买服务
with d as (select distinct level1, level2, level3 from catalog_service)
select s.book, 'entry/service/#' || s.id || '.level3' as address, s.level3 as left_value, '' as other_address,
    '' as right_value,
    exists (select 1 from d where s.level3 = d.level3 or s.level3 like d.level3 || '(%'
        or s.level3 like d.level3 || '（%') as holds
from fact_service s where s.level3 <> '';
