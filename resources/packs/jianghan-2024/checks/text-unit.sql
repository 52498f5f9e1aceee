-- id: text-unit
-- title: 文字里的元和万元没有写混
-- severity: 一上:hint 二上:warning 公开:error
-- forms: 01 03 04 05 07 08 09 10 11 12 13 14 15
-- says: {place}写的是“{phrase}”，{other_place}是 {right}，像是元和万元写混了；请改正单位。
-- basis: 公开文字中的每个数都要与报表一致
-- absent: 文字里没有写出能与表核对的金额
with m as (
    select s.book, s.address, s.ordinal, s.written, s.value, s.before, f.address as place, f.value as figure,
        f.value = 0 or (s.value <> f.value * 10000 and s.value * 10000 <> f.value) as holds,
        row_number() over (partition by s.book, s.address, s.ordinal
            order by case when f.value <> 0 and s.value = f.value then 0 when f.value <> 0 and (s.value = f.value * 10000
                or s.value * 10000 = f.value) then 1 else 2 end, f.address) as near
    from said_statement s
    join said_subject f on f.book = s.book and f.subject = s.subject and f.ago = s.ago and f.kind = s.kind
    where s.role = 'amount' and s.kind = 'amount' and s.exact = 1 and s.done = 0 and s.rate = 0
        and (s.project = '' or s.subject like 'project.%')
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth
    from m where m.near = 1
)
select book, address, value as left_value, place as other_address, figure as right_value, holds,
    before || written as phrase
from n where nth = 1
