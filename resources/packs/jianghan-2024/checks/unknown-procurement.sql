-- id: unknown-procurement
-- title: 政府采购品目在目录中
-- severity: warning
-- forms: 12
-- figures: text
-- says: {place}的品目 {left} 不在目录中；请核对编码，确有此品目的在“自定义科目”中补上。
-- basis: 政府采购品目应是目录中的编码
-- absent: 没有政府采购
select p.book, 'entry/procurement/#' || p.id || '.catalog_code' as address, p.catalog_code as left_value, ''
    as other_address, '' as right_value,
    c.code is not null as holds
from fact_procurement p left join catalog_procurement c on c.code = p.catalog_code;
