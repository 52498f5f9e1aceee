-- id: obsolete-declared
-- title: 项目的申报代码不是停用的科目
-- severity: warning
-- forms: 15
-- figures: text
-- says: 项目“{name}”的代码 {left} 是停用的功能科目（{note}）；请改填 {right}{level}，或说明原因。
-- basis: 项目代码不应是已停用的功能科目
-- absent: 项目没有写申报代码
select h.book, '15/' || h.project || '!head/row.code' as address, h.code as left_value, '' as other_address,
    coalesce(o.replaced_by, '') as right_value, o.code is null as holds, h.name, coalesce(o.note, '') as note,
    case when o.replaced_by <> '' and exists (select 1 from catalog_function k where k.parent = o.replaced_by) then ' 下的项级科目' else ''
        end as level
from form_15_head h left join catalog_obsolete o on o.code = h.code and o.catalog = 'function'
where h.code <> ''
