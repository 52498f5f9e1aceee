-- id: names-14-15
-- title: 整体绩效表和项目申报表的部门同名
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，14表是“{right}”；请改成同一个名称。
-- basis: 15表的项目主管部门就是14表的部门
-- absent: 没有项目
select h.book, '15/' || h.project || '!head/row.department' as address, h.department as left_value,
    '14!head/row.name' as other_address, d.name as right_value, h.department = d.name as holds
from form_15_head h join form_14_head d on d.book = h.book
