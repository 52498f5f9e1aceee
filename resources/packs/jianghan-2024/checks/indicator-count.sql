-- id: indicator-count
-- title: 每个目标的指标不太少也不太多
-- severity: hint
-- forms: 14 15
-- figures: integer
-- completeness: yes
-- says: {where_said}的{term}目标“{goal}”有 {left} 个指标，一般{least}到{most}个；请补上缺的，或留下主要的。
-- basis: 指标要能全面反映目标，又突出重点
-- absent: 没有绩效指标
select i.book, case i.project when '' then i.form else i.form || '/' || i.project end || '!' || i.term as address,
    count(*) as left_value, '' as other_address, min(l.value) as right_value,
    count(*) between min(l.value) and min(m.value) as holds,
    case i.project when '' then '部门整体' else '项目“' || i.project || '”' end as where_said,
    case i.term when 'long' then '长期' else '年度' end as term, i.goal, min(l.value) as least, min(m.value) as most
from read_indicator i
join catalog_threshold l on l.code = 'indicators_least'
join catalog_threshold m on m.code = 'indicators_most'
group by i.book, i.form, i.project, i.term, i.goal
