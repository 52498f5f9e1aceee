-- id: project-code
-- title: 项目编码不是功能科目
-- severity: hint
-- forms: 11 15
-- figures: text
-- says: {place}的 {left} 是功能科目“{name}”的编码；项目编码由项目库给出，请核对。
-- basis: 项目编码与功能科目编码是两回事
-- absent: 没有填编码的项目
select p.book, 'entry/project/#' || p.id || '.code' as address, p.code as left_value, '' as other_address, ''
    as right_value, c.code is null as holds,
    coalesce(c.name, '') as name
from fact_project_card p left join catalog_function c on c.code = p.code
where p.code <> '';
