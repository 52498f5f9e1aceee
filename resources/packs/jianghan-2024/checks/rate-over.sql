-- id: rate-over
-- title: 比率不超过百分之百
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，而“{name}”最多是100%；请核对这个数。
-- basis: 部分占全体的比率不超过100%
-- absent: 没有部分占全体的比率
select i.book, i.place || '.value_now' as address, i.value_now as left_value, '' as other_address, '100%' as right_value,
    i.number < 10000 or i.number = 10000 and i.sign <> '>' as holds, i.level3 as name
from read_indicator i
where i.number >= 0 and i.unit = '%'
    and exists (select 1 from catalog_word w where w.topic = 'whole_rate' and i.level3 like '%' || w.word)
