-- id: text-base-year
-- title: 文字里比较的是上一年
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 14 15
-- figures: text
-- says: {place}写的是“{phrase}”，拿来比较的是 {left}，应当是 {right}；请改正年份。
-- basis: 增减情况要与上一年相比
-- absent: 文字里没有写明与哪一年比较
with m as (
    select s.book, s.address, s.ordinal, s.before || s.written as phrase, s.base, t.year - s.ago - 1 as wanted,
        s.base = t.year - s.ago - 1 as holds
    from said_statement s join said_text t on t.book = s.book and t.address = s.address
    where s.base > 0 and s.role in ('change', 'growth', 'move')
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, base || '年' as left_value, '' as other_address, wanted || '年' as right_value, holds, phrase
from n where nth = 1
