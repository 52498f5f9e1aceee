-- id: text-share
-- title: 文字里的占比算得对
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 07
-- figures: percent
-- says: {place}写的是“{phrase}”，按表计算是 {right}；请改正文字。
-- basis: 公开文字中的占比要按报表的数计算
-- absent: 文字里没有写出能核对的占比
-- A share of something that is not named is one of any of the usual totals.
with m as (
    select s.book, s.address, s.ordinal, s.written, s.value, s.before, p.address as place,
        case when w.value > 0 then (p.value * 20000 + w.value) / (2 * w.value) else 0 end as figure,
        abs(s.value * w.value - p.value * 10000) <= s.give * w.value
            -- Written to the last place of a percent that is kept, it is the percent itself.
            or (w.value > 0 and s.value = (p.value * 20000 + w.value) / (2 * w.value)) as holds
    from said_statement s
    join said_subject p on p.book = s.book and p.subject = s.subject and p.ago = s.ago and p.kind = 'amount'
    join said_subject w on w.book = s.book and w.ago = s.ago and w.kind = 'amount' and (w.subject = s.whole
        or (s.whole = '' and w.subject in ('total', 'income', 'spending', 'grants', 'general', 'basic', 'project')
            and (s.subject in ('basic', 'project', 'personnel', 'operating', 'general_income', 'gov_fund')
                or s.subject like 'class.%')))
    where s.role = 'share' and s.exact = 1 and s.done = 0 and s.rate = 0 and s.project = ''
), k as (
    select m.*, row_number() over (partition by m.book, m.address, m.ordinal
        order by m.holds desc, abs(m.value - m.figure), m.place) as near from m
), n as (
    select k.*, row_number() over (partition by k.book, k.address order by k.holds, k.ordinal) as nth
    from k where k.near = 1
)
select book, address, value as left_value, place as other_address, figure as right_value, holds,
    before || written as phrase
from n where nth = 1
