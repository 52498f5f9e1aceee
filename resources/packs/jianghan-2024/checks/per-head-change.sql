-- id: per-head-change
-- title: 人均经费与上年相近
-- severity: hint
-- forms: 05 07
-- says: 人均{name} {left}，上年 {right}，增减超过{percent}%；请核对人数和金额。
-- basis: 人员和标准没有大的变化时，人均经费与上年相近
-- absent: 没有上年的人均经费，或没有填在职人员
with p as materialized (
    select book, measure, amount from fact_prior where measure in ('per_head.personnel', 'per_head.operating')
        and ago = '1' and stage = 'budget' and unit_code = ''
), c as (
    select book, sum(staff) as people from fact_people group by book
), m as materialized (
    select book, sum(case when nature = 'personnel' and economic not in (select item from catalog_people_code
            where kind = 'retired' and list = 'economic') then amount end) as personnel,
        sum(case when nature = 'operating' then amount end) as operating
    from sum_by_economic where book in (select book from p) group by book
), s as (
    select book, 'per_head.operating' as measure, '公用经费' as name, operating as amount from m where operating is not null
    union all select book, 'per_head.personnel', '人员经费', personnel from m where personnel is not null
)
select s.book, case s.measure when 'per_head.personnel' then '07!total.personnel' else '07!total.operating' end as
    address,
    s.amount / c.people as left_value, 'entry/prior' as other_address, p.amount as right_value,
    p.amount = 0 or abs(s.amount / c.people - p.amount) * 100 <= p.amount * t.value as holds, s.name, t.value as percent
from s
join c on c.book = s.book and c.people > 0
join p on p.book = s.book and p.measure = s.measure
join catalog_threshold t on t.code = 'per_head'
