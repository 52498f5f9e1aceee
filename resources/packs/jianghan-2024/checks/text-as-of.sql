-- id: text-as-of
-- title: 人员和资产截至上年末
-- severity: 公开:warning hint
-- figures: text
-- says: {place}写的是“{written}”，应当截至 {right}；请更新日期和数。
-- basis: 公开的人员和国有资产情况以上年末为准
-- absent: 人员和资产的说明里没有写截至哪一年
with m as (
    select s.book, s.address, s.ordinal, s.year, s.written, t.year - 1 as wanted,
        s.year in (t.year - 1, t.year) as holds
    from said_statement s join said_text t on t.book = s.book and t.address = s.address
    where s.role = 'until' and s.topic in ('assets', 'headcount')
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, year || '年' as left_value, '' as other_address, wanted || '年底' as right_value, holds, written
from n where nth = 1
