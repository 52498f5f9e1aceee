-- id: code-15-11
-- title: 项目代码在两张表相同
-- severity: warning
-- forms: 11 15
-- figures: text
-- says: 项目“{name}”在15表的代码是 {left}，11表是 {right}；请改成同一个代码，申报时另有代码的说明原因。
-- basis: 同一个项目的代码各表相同
-- absent: 没有写明代码的项目
select h.book, '15/' || h.project || '!head/row.code' as address, h.code as left_value,
    '11!' || g.row_key || '.code' as other_address, g.code as right_value, h.code = g.code as holds, h.name
from form_15_head h
join form_11 g on g.book = h.book and g.row_kind = 'record' and g.row_key = h.project
where h.code <> '' and g.code <> ''
