-- id: tender-limit
-- title: 达到公开招标数额的采购要招标
-- severity: hint
-- forms: 12
-- says: {place}是 {left}，达到公开招标数额标准 {right}；应当公开招标，用别的采购方式要先经批准，请安排好时间。
-- basis: 达到公开招标数额标准的采购应公开招标，标准以当年通知为准
-- absent: 没有政府采购
select p.book, '12!' || p.row_key || '.amount' as address, p.amount as left_value, '' as other_address,
    t.value * 1000000 as right_value, p.amount < t.value * 1000000 as holds
from form_12 p join catalog_threshold t on t.code = 'tender_limit'
where p.row_kind = 'record'
