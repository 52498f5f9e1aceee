-- id: text-twice
-- title: 同一段文字里同一项只有一个数
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- says: {place}里同一项写了两个数，“{one}”和“{other}”；请核对改成一致。
-- basis: 同一项内容前后的数要一致
-- absent: 没有一段文字把同一项写了两次
-- A phrase that names figures of several forms may have more than one.
with s as (
    select s.book, s.address, s.subject, s.ago, s.kind, min(s.value) as least, max(s.value) as most,
        min(s.ordinal) as first, max(s.ordinal) as last
    from said_statement s
    where s.role = 'amount' and s.subject <> '' and s.exact = 1 and s.done = 0 and s.rate = 0 and s.project = ''
    group by s.book, s.address, s.subject, s.ago, s.kind having count(*) > 1
), k as (
    select s.*, s.least = s.most or (select count(distinct f.value) from said_subject f where f.book = s.book
        and f.subject = s.subject and f.ago = s.ago and f.kind = s.kind) > 1 as holds from s
), n as (
    select k.*, row_number() over (partition by k.book, k.address order by k.holds, k.first) as nth from k
)
select n.book, n.address, n.least as left_value, '' as other_address, n.most as right_value, n.holds,
    o.before || o.written as one, t.before || t.written as other
from n
join said_statement o on o.book = n.book and o.address = n.address and o.ordinal = n.first
join said_statement t on t.book = n.book and t.address = n.address and t.ordinal = n.last
where n.nth = 1
