-- id: years-15
-- title: 各项目申报表的年度相同
-- severity: error
-- forms: 15
-- figures: text
-- says: {place}写的是“{left}”，别的项目都写“{right}”；请改成预算年度。
-- basis: 一个部门的项目申报表是同一个年度的
-- absent: 只有一个项目
with y as (
    select book, year, count(*) as times from form_15_head group by book, year
), u as (
    select book, year, row_number() over (partition by book order by times desc, year desc) as place,
        sum(times) over (partition by book) as projects from y
)
select h.book, '15/' || h.project || '!head/row.year' as address, h.year as left_value, '' as other_address,
    u.year as right_value, h.year = u.year as holds
from form_15_head h join u on u.book = h.book and u.place = 1 and u.projects > 1
