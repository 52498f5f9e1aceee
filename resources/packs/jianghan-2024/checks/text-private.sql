-- id: text-private
-- title: 公开的文字里没有不公开的姓名和电话
-- severity: 公开:warning hint
-- forms: 11 12 13 14 15
-- figures: text
-- says: {place}里有{kind}“{left}”，公开时这一项本来不印；请从文字里删去，或说明为什么可以公开。
-- basis: 公开时不印姓名和内部电话
-- absent: 没有写过文字
-- Names of two signs and more; a telephone however it is written, unless it is the public one or that without its
-- area code.
with n (book, kind, said, sought) as (
    select book, '姓名', head, head from fact_book where length(head) > 1
    union select book, '姓名', finance_head, finance_head from fact_book where length(finance_head) > 1
    union select book, '姓名', filler, filler from fact_book where length(filler) > 1
    union select book, '姓名', leader, leader from fact_project_card where length(leader) > 1
    union select b.book, '电话', t.said, replace(replace(t.said, '-', ''), ' ', '') from fact_book b
        join (select book, telephone as said from fact_book
            union select book, telephone from fact_project_card) t on t.book = b.book
        where length(replace(replace(t.said, '-', ''), ' ', '')) > 6
            and instr(replace(replace(b.public_telephone, '-', ''), ' ', ''),
                replace(replace(t.said, '-', ''), ' ', '')) = 0
), s as (
    select t.book, t.address, n.kind, n.said, row_number() over (partition by t.book, t.address order by n.kind, n.said)
        as nth
    from said_printed t left join n on n.book = t.book and instr(case n.kind when '电话'
        then replace(replace(t.text, '-', ''), ' ', '') else t.text end, n.sought) > 0
)
select book, address, coalesce(said, '') as left_value, '' as other_address, '' as right_value, said is null as holds,
    coalesce(kind, '') as kind
from s where nth = 1
