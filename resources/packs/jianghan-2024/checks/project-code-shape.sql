-- id: project-code-shape
-- title: 项目编码的位数和写法像项目库的编码
-- severity: hint
-- forms: 11 15
-- figures: text
-- says: {place}的 {left} 不像项目库的编码（例如 {right}：地区6位、年份2位、部门3位、一个字母、9位数字）；请核对有没有漏位或错位。
-- basis: 项目编码由项目库给出，写法相同
-- absent: 没有填项目编码
with c as (
    select book, '11!' || row_key || '.code' as place, row_key as project, code from form_11
    where row_kind = 'record' and code <> ''
    union all
    select h.book, '15/' || h.project || '!head/row.code', h.project, h.code from form_15_head h
    where h.code <> '' and h.code not in (select code from catalog_function)
        and h.code not in (select code from catalog_obsolete)
        and not exists (select 1 from form_11 g where g.book = h.book and g.row_kind = 'record' and g.code = h.code)
), w as (select word from catalog_word where topic = 'project_code')
select c.book, c.place as address, c.code as left_value, '' as other_address, (
        select min(word) from catalog_word where topic = 'project_code_example') as right_value,
    exists (select 1 from w where c.code glob w.word) as holds
from c
where exists (select 1 from w)
