-- id: obsolete-declared
-- title: 项目的申报代码不是停用的科目
-- severity: warning
-- forms: 15
-- figures: text
-- says: {place}的 {left} 是停用的功能科目（{note}）；请改填现用代码{right}，或说明原因。
-- basis: 项目代码不应是已停用的功能科目
-- absent: 项目没有写申报代码
-- absent: 没有填申报代码的项目
with o as (
    select b.book, p.id, p.declared_code, o.code, o.note, coalesce(o.replaced_by, '') as heir from project p
    cross join fact_book b left join catalog_obsolete o on o.code = p.declared_code where p.declared_code <> ''
)
-- Of a code that was split, the successor that the project's own spending uses.
select o.book, 'entry/project/#' || o.id || '.declared_code' as address, o.declared_code as left_value,
    '15/' || n.project_key || '!head/row.code' as other_address,
    case when o.heir <> '' and exists (select 1 from catalog_function k where k.code > o.heir
        and k.code < o.heir || 'A') then coalesce((select min(e.function) from expenditure e where e.project = o.id and e.function > o.heir
            and e.function < o.heir || 'A'), o.heir || ' 下的项级科目') else o.heir end as right_value,
    o.code is null as holds, coalesce(o.note, '') as note
from o join fact_project_key n on n.project_ref = o.id
