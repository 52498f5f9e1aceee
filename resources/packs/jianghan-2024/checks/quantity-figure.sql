-- id: quantity-figure
-- title: 数量指标的值是数
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”；{level2}要有具体的数，请写成“≥50件”这样的值。
-- basis: 数量指标应当量化
-- absent: 没有数量指标
select i.book, i.place || '.value_now' as address, i.value_now as left_value, '' as other_address, '' as right_value,
    i.value_now glob '*[0-9一二三四五六七八九十百千万零两]*' or instr(i.value_now, '全') > 0 as holds, i.level2
from read_indicator i join catalog_indicator_group g on g.level1 = i.level1 and g.level2 = i.level2
where g.figure = 'yes' and i.value_now <> ''
