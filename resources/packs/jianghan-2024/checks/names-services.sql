-- id: names-services
-- title: 购买服务的各级目录与指导目录相同
-- severity: warning
-- forms: 13
-- figures: text
-- says: {place}写的是“{left}”，政府购买服务指导目录没有这一项；请从目录中选择，最接近的是“{right}”。
-- basis: 购买服务按政府购买服务指导目录列示
-- absent: 没有政府购买服务
with r as (
    select book, row_key, level1, level2, level3 from form_13 where row_kind = 'record' and level1 <> ''
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
union all
-- Behind a name may stand which edition of the directory it is from.
select r.book, '13!' || r.row_key || '.level3', r.level3, '',
    coalesce((select group_concat(distinct c.level3) from catalog_service c
        where c.level2 = r.level2 and c.level3 <> '' and instr(r.level3, c.level3) > 0), '没有'),
    exists (select 1 from catalog_service c where c.level2 = r.level2 and c.level3 <> ''
        and substr(r.level3, 1, length(c.level3)) = c.level3)
from r where r.level3 <> ''
