-- id: weight-missing-15
-- title: 每个年度指标都有分值
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: text
-- says: {place}没有填，同一项目的其他指标都有分值；请填写“{name}”的分值。
-- basis: 分值权重填到每一个年度指标
-- absent: 没有填分值的项目
with w as (
    select i.*, sum(weight) over (partition by book, form, project, term) as points from read_indicator i
    where weighted = 1
)
select book, place || '.weight' as address, '没有' as left_value, '' as other_address, '' as right_value, 0 as holds,
    level3 as name
from w where points <> 0 and weight = 0
union all
select book, form || '/' || project || '!' || term, count(*) || ' 个指标', '', '', 1, ''
from w where points <> 0 group by book, form, project, term having min(abs(weight)) > 0
