-- id: rows-heads
-- title: 有明细就有合计行和部门行
-- severity: error
-- forms: 11 12 13
-- figures: text
-- structural: yes
-- says: {form}表有明细，却没有“{right}”行；请补上这一行。
-- basis: 合计、部门（11表还有单位、类别）各有一行
-- absent: 没有项目、政府采购和购买服务
with k (form, kind, label) as (values
    ('11', 'total', '合计'), ('11', 'department', '部门'), ('11', 'unit', '单位'), ('11', 'category', '项目类别'),
    ('12', 'total', '合计'), ('12', 'department', '部门'), ('13', 'total', '合计'), ('13', 'department', '部门')
), r as (
    select book, '11' as form, row_kind, count(*) as rows from form_11 group by book, row_kind
    union all select book, '12', row_kind, count(*) from form_12 group by book, row_kind
    union all select book, '13', row_kind, count(*) from form_13 group by book, row_kind
)
select d.book, k.form || '!total' as address, case when h.rows is null then '没有' else h.rows || ' 行' end
    as left_value, '' as other_address, k.label as right_value, h.rows is not null as holds, k.form
from r d
join k on k.form = d.form
left join r h on h.book = d.book and h.form = k.form and h.row_kind = k.kind
where d.row_kind = 'record'
