-- id: names-services
-- title: 购买服务的一、二级目录与指导目录相同
-- severity: warning
-- forms: 13
-- figures: text
-- says: {place}写的是“{left}”，政府购买服务指导目录没有这一项；请从目录中选择，最接近的是“{right}”。
-- basis: 购买服务按政府购买服务指导目录列示
-- absent: 没有政府购买服务
with r as (
    select book, row_key, level1, level2 from form_13 where row_kind = 'record' and level1 <> ''
)
select r.book, '13!' || r.row_key || '.level1' as address, r.level1 as left_value, '' as other_address,
    coalesce(d.level1, (select min(c.level1) from catalog_service c where c.level2 = r.level2), '没有') as right_value,
    d.level1 is not null as holds
from r left join (select distinct level1 from catalog_service) d on d.level1 = r.level1
union all
select r.book, '13!' || r.row_key || '.level2', r.level2, '',
    coalesce(d.level2, (select group_concat(distinct c.level2) from catalog_service c
        where c.level1 = r.level1 and c.level2 <> '' and instr(r.level2, c.level2) > 0), '没有'), d.level2 is not null
from r left join (select distinct level1, level2 from catalog_service) d on d.level1 = r.level1 and d.level2 = r.level2
where r.level2 <> ''
