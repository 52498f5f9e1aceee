-- id: quantified
-- title: 多数指标是量化的
-- severity: hint
-- forms: 14 15
-- figures: integer
-- says: {where_said}的{term}指标里，值有数的占 {left}%，不到 {right}%；能量化的请写成具体的数。
-- basis: 绩效指标以定量为主、定性为辅
-- absent: 没有填指标值
with d as (
    select book, form, project, term, count(*) as items,
        sum(case when value_now glob '*[0-9]*' then 1 else 0 end) as figures
    from read_indicator where value_now <> '' group by book, form, project, term
)
select d.book, case d.project when '' then d.form else d.form || '/' || d.project end || '!' || d.term as address,
    d.figures * 100 / d.items as left_value, '' as other_address, t.value as right_value,
    d.figures * 100 >= d.items * t.value as holds,
    case d.project when '' then '部门整体' else '项目“' || d.project || '”' end as where_said,
    case d.term when 'long' then '长期' else '年度' end as term
from d join catalog_threshold t on t.code = 'quantified'
