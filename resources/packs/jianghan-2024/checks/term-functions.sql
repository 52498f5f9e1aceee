-- id: term-functions
-- title: 用到的功能科目都有名词解释
-- severity: 公开:warning hint
-- forms: 03
-- figures: text
-- completeness: yes
-- says: 支出用到了“{right}”，名词解释里还没有写；请在“公开说明”中填写。
-- basis: 公开时要解释用到的功能科目
-- absent: 没有项级科目的支出
-- What the pack explains need not be written in the book.
select f.book, 'entry/narrative/#term.' || f.row_key || '.text' as address, case when coalesce(nullif(n.text, ''), t.text,
    '') = '' then '' else length(coalesce(nullif(n.text, ''), t.text)) || ' 字' end as left_value,
    '03!' || f.row_key as other_address, f.row_key || ' ' || coalesce(c.name, '') as right_value,
    coalesce(nullif(n.text, ''), t.text, '') <> '' as holds
from form_03 f
join catalog_function c on c.code = f.row_key
left join catalog_term t on t.kind = 'function' and t.term = f.row_key
left join fact_narrative n on n.book = f.book and n.topic = 'term.' || f.row_key
where length(f.row_key) = 7
