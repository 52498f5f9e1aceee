-- id: weight-groups-15
-- title: 各类指标的分值分得合适
-- severity: hint
-- forms: 15
-- figures: integer
-- says: 项目“{project}”的“{level1}”共 {left} 分，一般在{least}到{most}分之间；请核对各类指标的分值。
-- basis: 分值以产出为主，效益次之，满意度再次
-- absent: 没有分值合计一百分的项目
with s as (
    select book, form, project, term, level1, sum(weight) as points,
        sum(sum(weight)) over (partition by book, form, project, term) as every
    from read_indicator where weighted = 1 group by book, form, project, term, level1
), g as (
    select level1, min(cast(least as integer)) as least, max(cast(most as integer)) as most
    from catalog_indicator_group group by level1
)
select s.book, s.form || '/' || s.project || '!' || s.term as address, s.points as left_value, '' as other_address,
    g.most as right_value, s.points between g.least and g.most as holds, s.project, s.level1, g.least, g.most
from s join g on g.level1 = s.level1
where s.every = 100
