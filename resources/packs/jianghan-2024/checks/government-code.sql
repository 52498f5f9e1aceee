-- id: government-code
-- title: 部门经济科目对应政府经济科目
-- severity: hint
-- figures: text
-- says: {place}的经济科目 {left} 在对照表里没有这类单位的政府预算经济科目，共 {lines} 行；请核对科目。
-- basis: 每个部门预算经济科目应能对应到政府预算经济科目
-- absent: 没有用目录内经济科目的支出
with u as (
    select book, economic, case unit_kind when 'institution' then 'institution' else 'administrative' end
        as unit_kind, min(nature) as nature,
        min(id) as id, sum(lines) as lines
    from sum_by_economic group by book, economic, 3
)
select u.book, 'entry/' || case u.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || u.id || '.economic' as address,
    u.economic as left_value, '' as other_address,
    coalesce(m.government_code, '') as right_value, m.government_code is not null as holds, u.lines
from u
left join (select department_code, unit_kind, min(government_code) as government_code from catalog_economic_map
    where department_code in (select economic from u) group by department_code, unit_kind) m
    on m.department_code = u.economic and m.unit_kind = u.unit_kind
where u.economic in (select code from catalog_economic where own = 0);
