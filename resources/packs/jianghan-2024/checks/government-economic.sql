-- id: government-economic
-- title: 用的是部门预算的经济科目
-- severity: error
-- forms: 07 12 13
-- figures: text
-- says: {place}的 {left}“{name}”是政府预算支出经济分类科目，共 {lines} 行；部门预算请改用部门预算支出经济分类科目，例如 {right}。
-- basis: 部门预算各表按部门预算支出经济分类编列
-- absent: 没有支出
with u as (
    select book, economic,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.economic' as place, lines from
            sum_by_economic
    union all select book, economic, 'entry/procurement/#' || id || '.economic', 1 from fact_procurement
    union all select book, economic, 'entry/service/#' || id || '.economic', 1 from fact_service
), s as (select book, economic, min(place) as place, sum(lines) as lines from u group by book, economic)
select s.book, s.place as address, s.economic as left_value, '' as other_address,
    case when g.code is null then '' else coalesce((select min(m.department_code) from catalog_economic_map m where
        m.government_code = g.code), '') end as right_value,
    g.code is null as holds, coalesce(g.name, '') as name, s.lines
from s left join catalog_government_economic g on g.code = s.economic
