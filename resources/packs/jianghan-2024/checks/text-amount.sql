-- id: text-amount
-- title: 文字里的金额与表一致
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 07 08 09 10 11 12 13 14 15
-- says: {place}写的是“{phrase}”，{other_place}是 {right}；请改正文字，或者核对表里的数。
-- basis: 公开文字中的每个数都要与报表一致
-- absent: 文字里没有写出能与表核对的金额
with m as (
    select s.book, s.address, s.ordinal, s.written, s.value, s.before, f.address as place, f.value as figure,
        abs(s.value - f.value) <= case when s.give < 5000 then s.give else 5000 end as holds,
        row_number() over (partition by s.book, s.address, s.ordinal order by abs(s.value - f.value), f.address) as near
    from said_statement s
    join said_subject f on f.book = s.book and f.subject = s.subject and f.ago = s.ago and f.kind = s.kind
    where s.role = 'amount' and s.kind = 'amount' and s.exact = 1 and s.done = 0 and s.rate = 0
        and (s.project = '' or s.subject like 'project.%')
), n as (
    -- What differs by the unit only is told by another check.
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth
    from m where m.near = 1 and (m.figure = 0 or (m.value <> m.figure * 10000 and m.value * 10000 <> m.figure))
)
select book, address, value as left_value, place as other_address, figure as right_value, holds,
    before || written as phrase
from n where nth = 1
