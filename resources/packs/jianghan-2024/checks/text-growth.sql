-- id: text-growth
-- title: 文字里的增减百分比算得对
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 08 12
-- figures: percent
-- says: {place}写的是“{phrase}”，按{source}计算是 {right}；请改正文字{zero}。
-- basis: 公开文字中的增减百分比要按本年和上年的预算数计算
-- absent: 文字里没有写出能核对的增减百分比
-- Where last year's figure was not entered, the change that the text itself names says what it was.
with p as (
    select book, subject, ago, value, '本年和上年的数' as source from said_subject where kind = 'amount' and ago > 0
    union all select c.book, c.subject, c.base_ago, n.value - case c.direction when 'up' then c.value else -c.value end,
        '文字里的增减额'
    from said_statement c
    join said_subject n on n.book = c.book and n.subject = c.subject and n.ago = c.ago and n.kind = 'amount'
    where c.role = 'change' and c.exact = 1 and c.done = 0 and not exists (select 1 from said_subject x
        where x.book = c.book and x.subject = c.subject and x.ago = c.base_ago)
), m as (
    select s.book, s.address, s.ordinal, s.written, s.value, s.before, n.address as place, p.value as prior, p.source,
        case when p.value > 0 then (abs(n.value - p.value) * 20000 + p.value) / (2 * p.value) else 0 end as figure,
        -- Written to the last place of a percent that is kept, it is the percent itself.
        case when p.value > 0 then s.value = (abs(n.value - p.value) * 20000 + p.value) / (2 * p.value)
            or abs(s.value * p.value - abs(n.value - p.value) * 10000) <= s.give * p.value else 0 end as holds
    from said_statement s
    join said_subject n on n.book = s.book and n.subject = s.subject and n.ago = s.ago and n.kind = 'amount'
    join p on p.book = s.book and p.subject = s.subject and p.ago = s.base_ago
    where s.role = 'growth' and s.exact = 1 and s.done = 0 and s.rate = 0
        and (s.project = '' or s.subject like 'project.%') and s.base_ago = s.ago + 1
), k as (
    select m.*, row_number() over (partition by m.book, m.address, m.ordinal
        order by m.holds desc, abs(m.value - m.figure), m.place) as near from m
), n as (
    select k.*, row_number() over (partition by k.book, k.address order by k.holds, k.ordinal) as nth
    from k where k.near = 1
)
select book, address, value as left_value, place as other_address, case when prior > 0 then figure else null end
    as right_value, holds, before || written as phrase, source,
    case when prior > 0 then '' else '：上年为 0，不写百分比' end as zero
from n where nth = 1
