-- id: category-11-15
-- title: 项目类别在两张表一致
-- severity: error
-- forms: 11 15
-- figures: text
-- structural: yes
-- says: {place}勾选的类别与11表不同：项目“{name}”在11表列在“{category}”下；请改勾选，或把项目移到它的类别下。
-- basis: 15表的项目类别按11表的项目类别勾选
-- absent: 没有项目
with r as (
    select book, name, unit_name, row_kind, code, row_key, ordinal,
        max(case when row_kind = 'category' then ordinal end) over (partition by book order by ordinal) as head
    from form_11
), g as (
    select r.book, r.name, c.code, c.name as category from r join form_11 c on c.book = r.book and c.ordinal = r.head
    where r.row_kind = 'record'
)
select h.book, '15/' || h.project || '!head/row.category' as address, h.category as left_value,
    '11!total' as other_address, k.tick as right_value, h.category = k.tick as holds, h.name, g.category
from form_15_head h
join g on g.book = h.book and g.name = h.name
join catalog_category_group k on k.code = g.code and k.tick <> ''
where (select count(*) from g n where n.book = h.book and n.name = h.name) = 1
