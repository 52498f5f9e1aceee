-- id: text-none
-- title: 说没有的确实没有
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 04 08 09 10 11 12 13
-- figures: text
-- says: {place}说“{left}”，{other_place}却有{right}；请改正文字。
-- basis: 只有空表才写“没有安排”
-- absent: 文字里没有说哪一项没有
with m as (
    select s.book, s.address, s.ordinal, s.written, f.address as place, f.kind, f.value, f.value = 0 as holds,
        row_number() over (partition by s.book, s.address, s.ordinal order by f.value desc, f.address) as near
    from said_statement s
    join said_subject f on f.book = s.book and f.subject = s.subject and f.ago = 0
    where s.role = 'none' and s.ago = 0 and s.project = ''
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth
    from m where m.near = 1
)
select book, address, written as left_value, place as other_address,
    case kind when 'count' then '数' else '金额' end as right_value, holds
from n where nth = 1
