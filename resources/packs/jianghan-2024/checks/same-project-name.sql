-- id: same-project-name
-- title: 不同单位的项目不重名
-- severity: hint
-- forms: 11 12 13
-- figures: text
-- says: 项目“{left}”在 {right} 个单位里重名；在采购、服务和绩效里容易弄混，请核对是否同一项目。
-- basis: 项目名称应能区分项目
-- absent: 没有项目
select book, 'entry/project/#' || min(id) || '.name' as address, name as left_value, '' as other_address,
    '' || count(*) as right_value, count(*) = 1 as holds
from fact_project_card group by book, name;
