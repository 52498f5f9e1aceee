-- id: project-year-text
-- title: 变动情况里写的以前年度与填报的一致
-- severity: 一上:hint 二上:warning
-- forms: 15
-- says: {place}写的是“{phrase}”，项目历年里填的是 {right}；请核对改成一致。
-- basis: 项目预算变动情况要与项目历年数一致
-- absent: 变动情况里没有写以前年度的数，或者项目历年没有填
with y (book, project, ago, done, value) as (
    select y.book, k.project_key, cast(y.ago as integer), 0, y.budget from fact_project_year y
        join fact_project_key k on k.project_ref = y.project_ref where y.budget is not null
    union all select y.book, k.project_key, cast(y.ago as integer), 1, y.executed from fact_project_year y
        join fact_project_key k on k.project_ref = y.project_ref where y.executed is not null
    union all select y.book, k.project_key, cast(y.ago as integer), 1, y.executed_to_date from fact_project_year y
        join fact_project_key k on k.project_ref = y.project_ref where y.executed_to_date is not null
), m as (
    select s.book, s.address, s.ordinal, s.value, s.before || s.written as phrase, y.value as figure,
        abs(s.value - y.value) <= case when s.give < 5000 then s.give else 5000 end as holds,
        row_number() over (partition by s.book, s.address, s.ordinal order by abs(s.value - y.value)) as near
    from said_statement s
    join y on y.book = s.book and y.project = s.project and y.ago = s.ago and y.done = s.done
    where s.topic = 'project.budget_change' and s.role = 'amount' and s.kind = 'amount' and (s.dated = 1 or s.done = 1) and s.ago > 0
        and s.subject in ('', 'project') and s.exact = 1 and s.rate = 0
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth
    from m where m.near = 1
)
select book, address, value as left_value, 'entry/project_year' as other_address, figure as right_value, holds, phrase
from n where nth = 1
