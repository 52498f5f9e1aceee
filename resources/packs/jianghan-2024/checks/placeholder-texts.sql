-- id: placeholder-texts
-- title: 文字里没有留下占位符
-- severity: warning
-- figures: text
-- says: {place}里还有没填的“{right}”；请补上。
-- basis: 公开文字不应留有占位符
-- absent: 没有公开说明的文字
with m (mark) as (values ('XX'), ('××'), ('{单位}'), ('待填'), ('待补'))
select n.book, 'entry/narrative/#' || n.topic || '.text' as address, '' as left_value, '' as other_address,
    coalesce(min(m.mark), '') as right_value,
    min(m.mark) is null as holds
from fact_narrative n left join m on instr(n.text, m.mark) > 0
where n.text <> '' group by n.book, n.topic;
