-- id: names-category
-- title: 项目类别的名称与编码相符
-- severity: error
-- forms: 11
-- figures: text
-- structural: yes
-- says: {place}写的是“{left}”，类别 {code} 的名称是“{right}”；请改成统一的类别名称。
-- basis: 11表的类别行按项目类别的编码和名称列示
-- absent: 没有项目
select g.book, '11!' || g.row_key || '.name' as address, g.name as left_value, '' as other_address,
    c.name as right_value, g.name = c.name as holds, g.code
from form_11 g join catalog_category_group c on c.code = g.code
where g.row_kind = 'category'
