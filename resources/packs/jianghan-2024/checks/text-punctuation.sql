-- id: text-punctuation
-- title: 文字的标点没有重复和混用
-- severity: hint
-- forms: 14 15
-- figures: text
-- says: {place}里“{around}”的标点{kind}；请改正。
-- basis: 公开文字的标点要规范
-- absent: 没有写过文字
with m as (
    select k.book, k.address, k.written, case k.kind when 'bracket' then '没有成对' else '重复或用错' end as kind,
        replace(substr(t.text, case when k.place > 6 then k.place - 5 else 1 end, k.length + 11), '
', ' ') as around, row_number() over (partition by k.book, k.address order by k.place) as nth
    from said_mark k join said_text t on t.book = k.book and t.address = k.address
    where k.kind in ('punctuation', 'bracket')
)
select t.book, t.address, coalesce(m.written, '') as left_value, '' as other_address, '' as right_value,
    m.written is null as holds, coalesce(m.around, '') as around, coalesce(m.kind, '') as kind
from said_text t left join m on m.book = t.book and m.address = t.address and m.nth = 1
