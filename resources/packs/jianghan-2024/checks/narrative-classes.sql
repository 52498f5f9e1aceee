-- id: narrative-classes
-- title: 每一类支出的使用情况已写
-- severity: 一上:hint 二上:warning
-- forms: 05
-- figures: text
-- completeness: yes
-- says: 公开说明中没有写“{right}”的使用情况；请在“公开说明”中填写。
-- basis: 公开说明要写明每一类支出的具体使用情况
-- absent: 没有一般公共预算支出
select f.book, 'entry/narrative/#use.' || f.row_key || '.text' as address, case when coalesce(n.text, '') = '' then ''
    else length(n.text) || ' 字' end as left_value, '05!' || f.row_key as other_address,
    coalesce(c.name, f.row_key) as right_value, coalesce(n.text, '') <> '' as holds
from form_05 f
left join catalog_function c on c.code = f.row_key
left join fact_narrative n on n.book = f.book and n.topic = 'use.' || f.row_key
where length(f.row_key) = 3
