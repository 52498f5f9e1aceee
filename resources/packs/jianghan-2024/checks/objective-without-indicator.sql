-- id: objective-without-indicator
-- title: 每个绩效目标都有指标
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- completeness: yes
-- says: {place}没有指标（{project}{term}目标{number}）；请在绩效指标中填写。
-- basis: 每个绩效目标都要有可以检查的指标
-- absent: 没有绩效目标
select o.book, 'entry/objective/#' || o.id || '.text' as address, case when i.items is null then '没有'
    else i.items || ' 个' end as left_value,
    '' as other_address, '' as right_value, i.items is not null as holds,
    case o.project when '' then '部门' else o.project || ' ' end as project, case o.term when 'long' then '长期'
        else '年度' end as term, o.number
from fact_objective o
left join (select book, objective_ref, count(*) as items from fact_indicator
    group by book, objective_ref) i on i.book = o.book and i.objective_ref = o.id;
