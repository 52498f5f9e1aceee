-- id: government-forms
-- title: 各表没有政府预算的经济科目
-- severity: error
-- forms: 07 12 13
-- figures: text
-- received: yes
-- says: {place}的 {left}“{name}”是政府预算支出经济分类科目；请改用部门预算支出经济分类科目，例如 {right}。
-- basis: 部门预算各表按部门预算支出经济分类编列
-- absent: 自己的预算在录入的行上审核经济科目
with p as (
    select book, '12!' || row_key || '.economic' as place, economic as label from form_12 where row_kind = 'record'
    union all select book, '13!' || row_key || '.economic', economic from form_13 where row_kind = 'record'
), r as (
    select book, '07!' || row_key || '.code' as place, row_key as code from form_07 where row_kind <> 'total'
    union all select book, place, substr(label, instr(label, '[') + 1, instr(label, ']') - instr(label, '[') - 1) from p
)
select r.book, r.place as address, r.code as left_value, '' as other_address,
    case when g.code is null then '' else coalesce((select min(m.department_code) from catalog_economic_map m where
        m.government_code = g.code), '') end as right_value,
    g.code is null as holds, coalesce(g.name, '') as name
from r left join catalog_government_economic g on g.code = r.code
