-- id: service-outside-procurement
-- title: 12表里的服务在购买服务表填“是”
-- severity: warning
-- forms: 12 13
-- figures: text
-- says: {place}填了“{left}”，但12表同一项目有金额相同的服务采购“{right}”；同一笔采购请改填“是”，不是同一笔的说明原因。
-- basis: 购买服务实行政府采购的，13表“是否包含政府采购”填“是”，12表列同一笔采购
-- absent: 没有和购买服务金额相同的服务类采购
with p as (
    select book, unit_code, project, amount, min(row_key) as row_key, min(catalog) as catalog from form_12
    where row_kind = 'record' and amount > 0 and exists (select 1 from catalog_procurement c where c.level = 1
        and c.name = '服务' and form_12.catalog like '[' || c.code || '%')
    group by book, unit_code, project, amount
)
select s.book, '13!' || s.row_key || '.in_procurement' as address, s.in_procurement as left_value,
    '12!' || p.row_key || '.catalog' as other_address, p.catalog as right_value, s.in_procurement = '是' as holds
from form_13 s
join p on p.book = s.book and p.unit_code = s.unit_code and p.project = s.project and p.amount = s.amount
where s.row_kind = 'record'
