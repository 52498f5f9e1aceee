-- id: text-change
-- title: 文字里的增减额等于本年减上年
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 08 12
-- says: {place}写的是“{phrase}”，本年和上年的数相差 {right}；请改正文字，或者核对上年数。
-- basis: 公开文字中的增减额要按本年和上年的预算数计算
-- absent: 文字里没有写出能核对的增减额
with m as (
    select s.book, s.address, s.ordinal, s.written, s.value, s.before, n.address as place, abs(n.value - p.value) as figure,
        abs(s.value - abs(n.value - p.value)) <= case when s.give < 5000 then s.give else 5000 end as holds,
        row_number() over (partition by s.book, s.address, s.ordinal
            order by abs(s.value - abs(n.value - p.value)), n.address) as near
    from said_statement s
    join said_subject n on n.book = s.book and n.subject = s.subject and n.ago = s.ago and n.kind = 'amount'
    join said_subject p on p.book = s.book and p.subject = s.subject and p.ago = s.base_ago and p.kind = 'amount'
    where s.role = 'change' and s.kind = 'amount' and s.exact = 1 and s.done = 0 and s.rate = 0
        and (s.project = '' or s.subject like 'project.%') and s.base_ago = s.ago + 1
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth
    from m where m.near = 1
)
select book, address, value as left_value, place as other_address, figure as right_value, holds,
    before || written as phrase
from n where nth = 1
