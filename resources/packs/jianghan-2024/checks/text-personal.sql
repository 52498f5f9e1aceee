-- id: text-personal
-- title: 文字里没有身份证号和手机号
-- severity: 公开:error warning
-- forms: 14 15
-- figures: text
-- says: {place}里有{kind}“{left}”；公开的文字不能写个人信息，请删去或改用单位的公开电话。
-- basis: 公开内容不得含有个人信息
-- absent: 没有写过文字
with m as (
    select book, address, written, case kind when 'identity' then '身份证号' else '手机号' end as kind,
        row_number() over (partition by book, address order by ordinal) as nth
    from said_mark where kind in ('identity', 'mobile')
)
select t.book, t.address, coalesce(m.written, '') as left_value, '' as other_address, '' as right_value,
    m.written is null as holds, coalesce(m.kind, '') as kind
from said_text t left join m on m.book = t.book and m.address = t.address and m.nth = 1
