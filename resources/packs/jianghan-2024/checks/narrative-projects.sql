-- id: narrative-projects
-- title: 每个项目的使用情况已写
-- severity: 一上:hint 二上:warning
-- figures: text
-- completeness: yes
-- says: 公开说明中没有写项目“{right}”的使用情况；请在“公开说明”中填写。
-- basis: 公开说明要写明每个项目资金的使用情况
-- absent: 没有项目
select p.book, 'entry/narrative/#use.' || p.name || '.text' as address, case when coalesce(n.text,
    '') = '' then '' else length(n.text) || ' 字' end as left_value,
    '' as other_address, p.name as right_value, coalesce(n.text, '') <> '' as holds
from (select distinct book, name from fact_project_card) p
left join fact_narrative n on n.book = p.book and n.topic = 'use.' || p.name;
