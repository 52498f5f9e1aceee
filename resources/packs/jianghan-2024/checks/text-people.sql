-- id: text-people
-- title: 文字里的人数与人员表一致
-- severity: 一上:hint 二上:warning 公开:error
-- figures: text
-- says: {place}写的是“{left}”，{other_place}填的是 {right}；请改正文字，或者核对人员表。
-- basis: 公开的人员情况要与填报的编制和实有人数一致
-- absent: 文字里没有写出能核对的人数
with m as (
    select s.book, s.address, s.ordinal, s.before || s.written as phrase, s.unit, f.address as place, f.value as figure,
        s.value = f.value as holds
    from said_statement s
    join said_subject f on f.book = s.book and f.subject = s.subject and f.kind = 'count' and f.ago = 0
    where s.role = 'amount' and s.kind = 'count' and s.unit in ('人', '名', '个', '辆') and s.exact = 1 and s.project = ''
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, phrase as left_value, place as other_address, (figure / 100) || unit as right_value, holds
from n where nth = 1
