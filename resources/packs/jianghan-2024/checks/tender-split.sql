-- id: tender-split
-- title: 同一品目不拆开来避开招标
-- severity: hint
-- forms: 12
-- says: {unit}的“{catalog}”分成 {items} 行，每行都不到公开招标数额标准 {right}，合计 {left} 却达到了；属于同一项采购的请合并。
-- basis: 不得把应当公开招标的采购化整为零
-- absent: 没有分成几行的同一品目
select p.book, '12!' || min(p.row_key) || '.amount' as address, sum(p.amount) as left_value, '' as other_address,
    min(t.value) * 1000000 as right_value,
    sum(p.amount) < min(t.value) * 1000000 or max(p.amount) >= min(t.value) * 1000000 as holds,
    min(p.unit_name) as unit, p.catalog, count(*) as items
from form_12 p join catalog_threshold t on t.code = 'tender_limit'
where p.row_kind = 'record' group by p.book, p.unit_code, p.catalog having count(*) > 1
