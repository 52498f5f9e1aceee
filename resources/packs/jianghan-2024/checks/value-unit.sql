-- id: value-unit
-- title: 指标值的数带着单位
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，没有单位；请写明是%、件、次、人、万元，还是别的。
-- basis: 指标值要有计量单位，才知道要达到多少
-- absent: 没有带数的指标值
select book, place || '.value_now' as address, value_now as left_value, '' as other_address, '' as right_value,
    unit <> '' or level3 like '%（%' or level3 like '%(%' or exists (select 1 from catalog_word w
        where w.topic = 'no_unit' and level3 like '%' || w.word) as holds
from read_indicator where number >= 0
