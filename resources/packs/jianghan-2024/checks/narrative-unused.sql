-- id: narrative-unused
-- title: 使用情况写的类和项目今年都有
-- severity: hint
-- figures: text
-- says: {place}写了“{left}”的使用情况，今年没有这一类支出，也没有这个项目，不会印出来；不用的请删去。
-- basis: 公开说明的文字与账一致
-- absent: 没有写过使用情况
select n.book, 'entry/narrative/#' || n.topic || '.text' as address, substr(n.topic, 5) as left_value,
    '' as other_address, '' as right_value, exists (select 1 from fact_project_card p where p.book = n.book
        and p.name = substr(n.topic, 5)) or exists (select 1 from fact_line_card l where l.book = n.book
        and l.function_1 = substr(n.topic, 5)) as holds
from fact_narrative n where n.topic like 'use.%' and n.text <> ''
