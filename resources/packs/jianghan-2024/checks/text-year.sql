-- id: text-year
-- title: 公开说明写的是本年
-- severity: 公开:warning hint
-- figures: text
-- says: {place}有一句从“{left}”说起，本预算是 {right}；请看看是不是上年的文字没有改。
-- basis: 公开说明的年份要与预算年度一致
-- absent: 公开说明里没有从年份说起的句子
with m as (
    select s.book, s.address, s.ordinal, s.year, t.year as wanted, s.year = t.year as holds
    from said_statement s join said_text t on t.book = s.book and t.address = s.address
    where s.role = 'year' and (s.topic in ('performance', 'services', 'assets', 'three_public.scope', 'tasks')
        or s.topic like 'reason.%' or s.topic like 'use.%')
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, year || '年' as left_value, '' as other_address, wanted || '年' as right_value, holds
from n where nth = 1
