-- id: project-year-before
-- title: 项目历年只填预算年度以前的
-- severity: warning
-- forms: 15
-- figures: integer
-- says: 项目“{name}”的项目历年里有 {left} 年，预算年度是 {right} 年；这里只填以前年度，请改正年度或删去这一行。
-- basis: 今年的预算由项目支出加总，不在项目历年里填
-- absent: 没有填项目历年
select book, 'entry/project_year/#' || id || '.year' as address, year as left_value, '' as other_address,
    year + cast(ago as integer) as right_value, cast(ago as integer) > 0 as holds, project as name
from fact_project_year
