-- id: project-executed
-- title: 项目以前年度的执行数不超过预算数
-- severity: hint
-- forms: 15
-- says: 项目“{name}”{year}年{label} {left}，大于当年预算数 {right}，多出 {difference}；请核对是否填错，有调整预算的填调整后的预算数。
-- basis: 执行数在预算数以内
-- absent: 没有填以前年度的执行数
with e as (
    select book, id, project, year, budget, '执行数' as label, 'executed' as item, executed as value
    from fact_project_year where budget is not null and executed is not null
    union all select book, id, project, year, budget, '截至数', 'executed_to_date', executed_to_date
    from fact_project_year where budget is not null and executed_to_date is not null
)
select book, 'entry/project_year/#' || id || '.' || item as address, value as left_value,
    'entry/project_year/#' || id || '.budget' as other_address, budget as right_value, value <= budget as holds,
    project as name, year, label
from e
