-- id: sme-whole
-- title: 小额采购全部面向中小企业
-- severity: hint
-- forms: 12
-- says: {place}是 {left}，这项采购 {right} 在应当专门面向中小企业的金额以内；适宜由中小企业提供的，请全部预留。
-- basis: 采购限额标准以上、规定金额以下的采购，适宜由中小企业提供的，专门面向中小企业
-- absent: 没有限额标准以上的小额采购
with p as (
    select r.*, exists (select 1 from catalog_procurement c where c.level = 1 and c.name = '工程'
        and r.catalog like '[' || c.code || '%') as works from form_12 r where r.row_kind = 'record'
)
select p.book, '12!' || p.row_key || '.for_smes' as address, p.for_smes as left_value, '12!' || p.row_key || '.amount'
    as other_address, p.amount as right_value, p.for_smes >= p.amount as holds
from p
join catalog_threshold l on l.code = 'procurement_limit'
join catalog_threshold t on t.code = case p.works when 1 then 'sme_whole_works' else 'sme_whole' end
where p.amount between l.value * 1000000 and t.value * 1000000
