-- id: purchase-once
-- title: 同一笔采购或服务只列一行
-- severity: hint
-- forms: 12 13
-- figures: text
-- says: {place}的“{left}”和另外的行完全相同，一共 {right} 行；列重了的请删去，不是同一笔的可以合成一行。
-- basis: 一笔采购或购买服务列一行
-- absent: 没有采购和购买服务
select book, '12!' || max(row_key) || '.catalog' as address, catalog as left_value, '' as other_address,
    '' || count(*) as right_value, count(*) = 1 as holds
from form_12 where row_kind = 'record'
group by book, unit_code, project, catalog, function, economic, fund, source_text, quantity, unit_price, measure
union all
select book, '13!' || max(row_key) || '.content', content, '', '' || count(*), count(*) = 1
from form_13 where row_kind = 'record'
group by book, unit_code, project, content, function, economic, fund, source_text, quantity, amount
