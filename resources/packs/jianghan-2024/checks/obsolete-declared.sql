-- id: obsolete-declared
-- title: 项目的申报代码不是停用的科目
-- severity: warning
-- forms: 15
-- figures: text
-- says: {place}的 {left} 是停用的功能科目（{note}）；请改填现用代码{right}，或说明原因。
-- basis: 项目代码不应是已停用的功能科目
-- absent: 没有填申报代码的项目
with o as (
    select b.book, p.id, p.declared_code, o.code, o.note, o.replaced_by from project p cross join fact_book b
    left join catalog_obsolete o on o.code = p.declared_code where p.declared_code <> ''
), k as (select parent, code from catalog_function where parent in (select replaced_by from o))
-- Of a code that was split, the successor that the project's own spending uses.
select o.book, 'entry/project/#' || o.id || '.declared_code' as address, o.declared_code as left_value,
    '15/' || n.project_key || '!head/row.code' as other_address,
    case when o.replaced_by in (select parent from k) then coalesce((select min(e.function) from expenditure e
        where e.project = o.id and e.function in (select code from k where parent = o.replaced_by)),
        o.replaced_by || ' 下的项级科目') else coalesce(o.replaced_by, '') end as right_value,
    o.code is null as holds, coalesce(o.note, '') as note
from o join fact_project_key n on n.project_ref = o.id
