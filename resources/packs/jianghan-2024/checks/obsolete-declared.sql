-- id: obsolete-declared
-- title: 项目的申报代码不是停用的科目
-- severity: warning
-- forms: 15
-- figures: text
-- says: {place}的 {left} 是停用的功能科目（{note}）；请改填现用代码 {right}，或说明原因。
-- basis: 项目代码不应是已停用的功能科目
select p.book, 'entry/project/#' || p.id || '.declared_code' as address, p.declared_code as left_value,
    '15/' || k.project_key || '!head/row.code' as other_address,
    coalesce(o.replaced_by, '') as right_value, o.code is null as holds, coalesce(o.note, '') as note
from fact_project p
join fact_project_key k on k.project_ref = p.id
left join catalog_obsolete o on o.code = p.declared_code
where p.declared_code <> '';
