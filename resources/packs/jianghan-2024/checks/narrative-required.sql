-- id: narrative-required
-- title: 必写的公开说明已写
-- severity: 一上:hint 二上:error
-- figures: text
-- completeness: yes
-- says: 公开说明的“{right}”还没有写；请在“公开说明”中填写。
-- basis: 部门预算公开的说明文字必须齐全
-- absent: 没有必写的公开说明
select b.book, 'entry/narrative/#' || c.code || '.text' as address, case when coalesce(n.text, '') = '' then ''
    else length(n.text) || ' 字' end as left_value,
    '' as other_address, c.name as right_value, coalesce(n.text, '') <> '' as holds
from fact_book b
join catalog_narrative c on c.required = 'yes' and instr(c.code, '{') = 0
    -- why a figure moved is asked only where there is one of last year to have moved from
    and (not exists (select 1 from catalog_measure m where m.reason = c.code) or exists (select 1 from catalog_measure m
        join fact_prior p on p.measure = m.code and p.ago = '1' and p.stage = 'budget'
        where m.reason = c.code and p.book = b.book))
left join fact_narrative n on n.book = b.book and n.topic = c.code;
