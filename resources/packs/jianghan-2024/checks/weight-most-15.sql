-- id: weight-most-15
-- title: 一个指标的分值不太大
-- severity: hint
-- forms: 15
-- figures: integer
-- says: {place}是 {left}，一般不超过 {right}；一个指标占这么多分，评价会失去重点，请核对。
-- basis: 分值按重要程度分到各个指标
-- absent: 没有填分值的年度指标
select i.book, i.place || '.weight' as address, i.weight as left_value, '' as other_address, t.value as right_value,
    i.weight <= t.value as holds
from read_indicator i join catalog_threshold t on t.code = 'weight_most'
where i.weight <> 0
