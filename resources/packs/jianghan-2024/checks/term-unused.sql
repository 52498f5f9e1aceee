-- id: term-unused
-- title: 名词解释里的科目都用到了
-- severity: hint
-- forms: 03
-- figures: text
-- says: {place}解释的科目今年没有支出；不用的解释请删去。
-- basis: 名词解释与用到的功能科目一致
-- absent: 没有写过科目的名词解释
select n.book, 'entry/narrative/#' || n.topic || '.text' as address, substr(n.topic, 6) as left_value,
    '03' as other_address, coalesce(f.row_key, '') as right_value, f.row_key is not null as holds
from fact_narrative n left join form_03 f on f.book = n.book and f.row_key = substr(n.topic, 6)
where n.topic like 'term.%' and n.text <> ''
