-- id: per-head-scale
-- title: 人均人员经费在常见的范围内
-- severity: hint
-- forms: 07
-- says: 单位 {unit} 的人员经费按在职 {people} 人平均是 {left}，常见的是{right}；请核对金额的单位（元、万元）和人数。
-- basis: 一年的人均人员经费在常见的范围内
-- absent: 没有人员经费，或没有填在职人员
with u as (select book, unit_code, staff as people from fact_people),
m as (
    select book, unit_code, sum(amount) as amount from sum_by_economic where nature = 'personnel'
        and economic not in (select item from catalog_people_code where kind = 'retired' and list = 'economic')
    group by book, unit_code
)
select m.book, 'entry/headcount/' || m.unit_code as address, m.amount / u.people as left_value, 'entry/basic'
    as other_address, l.value || '～' || t.value || '万元' as right_value,
    m.amount between l.value * u.people * 1000000 and t.value * u.people * 1000000 as holds, m.unit_code as unit,
        u.people
from m
join u on u.book = m.book and u.unit_code = m.unit_code and u.people > 0
join catalog_threshold l on l.code = 'per_head_least'
join catalog_threshold t on t.code = 'per_head_most'
