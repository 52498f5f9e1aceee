-- id: service-limit
-- title: 限额以上的购买服务实行政府采购
-- severity: hint
-- forms: 13
-- says: {place}是 {left}，达到政府采购限额标准 {right}，却没有列入政府采购；应当采购的请填“是”，并列入12表。
-- basis: 达到政府采购限额标准的服务应实行政府采购，标准以当年通知为准
-- absent: 没有购买服务
select s.book, '13!' || s.row_key || '.amount' as address, s.amount as left_value, '' as other_address,
    t.value * 1000000 as right_value, s.in_procurement = '是' or s.amount < t.value * 1000000 as holds
from form_13 s join catalog_threshold t on t.code = 'procurement_limit'
where s.row_kind = 'record'
