-- id: economic-level
-- title: 经济科目用到款级
-- severity: error
-- forms: 07 12 13
-- figures: text
-- says: {place}的经济科目 {left}“{name}”是类级科目，共 {lines} 行；请改用款级科目，例如 {right}。
-- basis: 支出按经济分类的款级科目编列
-- absent: 没有用类级科目的行，也没有采购和服务
with u as (
    select book, economic,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.economic' as place, lines from
            sum_by_economic where economic_2 = ''
    union all select book, economic, 'entry/procurement/#' || id || '.economic', 1 from fact_procurement
    union all select book, economic, 'entry/service/#' || id || '.economic', 1 from fact_service
), s as (select book, economic, min(place) as place, sum(lines) as lines from u group by book, economic),
k as (select parent, min(code) as code from catalog_economic where parent in (select economic from u) group by parent)
select s.book, s.place as address, s.economic as left_value, '' as other_address, coalesce(k.code, '') as right_value,
    k.code is null as holds, coalesce(c.name, '') as name, s.lines
from s left join k on k.parent = s.economic left join catalog_economic c on c.code = s.economic
