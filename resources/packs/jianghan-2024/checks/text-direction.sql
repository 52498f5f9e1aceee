-- id: text-direction
-- title: 文字里的增加、减少、持平与数相符
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 08 12
-- says: {place}说“{phrase}”，可是本年是 {left}，上年是 {right}，应当是{direction}；请改正文字，或者核对上年数。
-- basis: 公开文字中的增减方向要与数相符
-- absent: 文字里没有写出能核对的增减
with s as materialized (
    select book, address, ordinal, written, before, subject, ago, base_ago, direction from said_statement
    where role in ('change', 'growth', 'move') and exact = 1 and done = 0 and rate = 0
        and (project = '' or subject like 'project.%') and base_ago = ago + 1
), f as materialized (
    select book, subject, ago, address, value from said_subject
    where kind = 'amount' and subject in (select subject from s)
), m as (
    select s.book, s.address, s.ordinal, s.written, s.before, n.address as place, n.value as now, p.value as prior,
        case when n.value > p.value then 'up' when n.value < p.value then 'down' else 'same' end as moved, s.direction
    from s
    join f n on n.book = s.book and n.subject = s.subject and n.ago = s.ago
    join f p on p.book = s.book and p.subject = s.subject and p.ago = s.base_ago
), k as (
    select m.*, m.moved = m.direction as holds, row_number() over (partition by m.book, m.address, m.ordinal
        order by case when m.moved = m.direction then 0 else 1 end, m.place) as near from m
), n as (
    select k.*, row_number() over (partition by k.book, k.address order by k.holds, k.ordinal) as nth
    from k where k.near = 1
)
select book, address, now as left_value, place as other_address, prior as right_value, holds,
    before || written as phrase, case moved when 'up' then '增加' when 'down' then '减少' else '持平' end as direction
from n where nth = 1
