-- id: text-zero-move
-- title: 没有增减的写持平
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 14 15
-- figures: text
-- says: {place}写的是“{left}”，{why}；请改正文字。
-- basis: 没有增减的写“持平”，为零的不会是增加来的
-- absent: 文字里没有写增减
with m as (
    select s.book, s.address, s.ordinal, s.before || s.written as phrase, s.value = 0 as zero,
        exists (select 1 from said_statement a where a.book = s.book and a.address = s.address and a.role = 'amount'
            and a.kind = 'amount' and a.subject = s.subject and a.subject <> '' and a.ago = s.ago and a.value = 0
            and a.done = 0 and a.exact = 1 and a.ordinal < s.ordinal)
            -- A zero of last year, in brackets behind this year's figure, is none of this year.
            and not exists (select 1 from said_statement a where a.book = s.book and a.address = s.address
                and a.role = 'amount' and a.subject = s.subject and a.value > 0 and a.ordinal < s.ordinal) and s.direction = 'up' and s.value > 0 as grown
    from said_statement s
    where s.role in ('change', 'growth') and s.exact = 1 and s.direction in ('up', 'down')
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.zero or m.grown desc, m.ordinal) as nth
    from m
)
select book, address, phrase as left_value, '' as other_address, '' as right_value, not (zero or grown) as holds,
    case when zero then '没有增减应当写“持平”' else '本年是 0，不会是增加来的' end as why
from n where nth = 1
