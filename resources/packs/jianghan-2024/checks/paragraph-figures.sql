-- id: paragraph-figures
-- title: 自己改写的段落里的数都有出处
-- severity: 一上:hint 公开:error warning
-- figures: text
-- says: {place}里的“{left}”，{why}；请核对这个数，或者恢复自动文字。
-- basis: 公开文字中的每个数都要与账一致
-- absent: 没有自己改写过的段落
-- A figure of a text in place of a paragraph is the one that the sentences have behind the same words; behind other words
-- it stands in what they say now, or is a figure of the book.
with m as (
    select o.book, o.address, o.ordinal, o.written, o.wanted, o.stands = 1 or o.stands = 0 and exists (
        select 1 from said_subject f where f.book = o.book and f.kind = o.kind
            and abs(f.value - o.value) <= case when o.give < 5000 then o.give else 5000 end
    ) as holds
    from said_override o where o.kind <> 'place'
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, written as left_value, '' as other_address, '' as right_value, holds,
    case wanted when '' then '自动文字里没有，账里也没有' else '自动文字在这里写的是“' || wanted || '”' end as why
from n where nth = 1
