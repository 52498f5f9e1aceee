-- id: per-head-scale
-- title: 人均经费在常见的范围内
-- severity: hint
-- forms: 05 07
-- left_is: 每人平均
-- right_is: 合理的范围
-- says: 单位 {unit} 的{name}按在职 {people} 人平均是 {left}，常见的是{right}；请核对金额的单位（元、万元）和人数。
-- basis: 一年的人均人员经费和公用经费在常见的范围内
-- absent: 没有基本支出，或没有填在职人员
with m as (
    select book, unit_code, sum(case when nature = 'personnel' and economic not in (select item from catalog_people_code
            where kind = 'retired' and list = 'economic') then amount else 0 end) as personnel,
        sum(case nature when 'operating' then amount else 0 end) as operating
    from sum_by_economic group by book, unit_code
), r as (
    select m.book, m.unit_code, '人员经费' as name, m.personnel as amount, l.value as least, t.value as most
    from m join catalog_threshold l on l.code = 'per_head_least' join catalog_threshold t on t.code = 'per_head_most'
    where m.personnel <> 0
    union all
    select m.book, m.unit_code, '公用经费', m.operating, 0, t.value
    from m join catalog_threshold t on t.code = 'per_head_operating_most' where m.operating <> 0
)
select r.book, 'entry/headcount/' || r.unit_code as address, r.amount / u.staff as left_value, 'entry/basic'
    as other_address, case b.amounts when '元' then (r.least * 10000) || '～' || (r.most * 10000)
        else r.least || '～' || r.most end || b.amounts as right_value,
    r.amount between r.least * u.staff * 1000000 and r.most * u.staff * 1000000 as holds, r.unit_code as unit,
    u.staff as people, r.name
from r join fact_book b on b.book = r.book
join fact_people u on u.book = r.book and u.unit_code = r.unit_code and u.staff > 0
