-- id: once-project-history
-- title: 一次性项目以前年度没有预算
-- severity: hint
-- forms: 15
-- left_is: 以前年度已经安排
-- says: 项目“{name}”填的是一次性项目，{year}年却已有预算 {left}；年年安排的是常年项目，分年安排的是延续性项目，请核对安排频度。
-- basis: 一次性项目只安排一年
-- absent: 没有填了以前年度的项目
select y.book, 'entry/project/#' || p.id || '.frequency' as address, y.budget as left_value, 'entry/project_year'
    as other_address, 0 as right_value, p.frequency <> 'once' or coalesce(y.budget, 0) = 0 as holds, p.name, y.year
from fact_project_year y join fact_project_card p on p.book = y.book and p.id = y.project_ref
where y.ago = '1'
