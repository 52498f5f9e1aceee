-- id: personnel-in-project
-- title: 项目支出不列工资福利
-- severity: warning
-- forms: 11
-- figures: text
-- says: {place}的经济科目 {left}“{name}”是工资福利支出，列在项目里，共 {lines} 行；在编人员的支出请列基本支出，确应如此的说明原因。
-- basis: 工资福利支出属于基本支出
-- absent: 没有项目支出
with u as (
    select book, economic, economic_1, min(id) as id, sum(lines) as lines from sum_by_economic
        where nature = 'project'
    group by book, economic, economic_1
)
select u.book, 'entry/project_spending/#' || u.id || '.economic' as address, u.economic as left_value, ''
    as other_address, '' as right_value,
    u.economic_1 <> '301' as holds, coalesce(c.name, '') as name, u.lines
from u left join catalog_economic c on c.code = u.economic;
