-- id: placeholder-texts
-- title: 文字里没有留下占位符和模板用语
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: {place}里{name}“{right}”；请改好。
-- basis: 公开文字不应留有占位符
-- absent: 没有写过文字
with m as (
    select book, address, written, name, row_number() over (partition by book, address order by ordinal) as nth
    from said_mark where kind = 'mark'
)
select t.book, t.address, '' as left_value, '' as other_address, coalesce(m.written, '') as right_value,
    m.written is null as holds, coalesce(m.name, '') as name
from said_text t left join m on m.book = t.book and m.address = t.address and m.nth = 1
