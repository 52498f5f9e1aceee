-- id: project-code-once
-- title: 一个项目编码只有一个项目
-- severity: warning
-- forms: 11
-- figures: text
-- says: 编码 {left} 有 {items} 个项目：{right}；一个编码是一个项目，请改正编码，是同一个项目的合成一个。
-- basis: 项目编码不重复
-- absent: 没有填项目编码
select book, '11!' || max(row_key) || '.code' as address, code as left_value, '11!' || min(row_key) || '.code'
    as other_address, group_concat(name, '、') as right_value, count(*) = 1 as holds, count(*) as items
from form_11 where row_kind = 'record' and code <> '' group by book, code
