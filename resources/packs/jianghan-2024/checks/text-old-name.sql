-- id: text-old-name
-- title: 文字里用的是现行科目名称
-- severity: 公开:warning hint
-- forms: 14 15
-- figures: text
-- says: {place}里的“{left}”是停用的科目名称，现在是“{right}”；请改用现行的名称。
-- basis: 公开文字中的科目名称要与现行科目一致
-- absent: 没有写过文字
with m as (
    select book, address, written, name, row_number() over (partition by book, address order by ordinal) as nth
    from said_mark where kind = 'old'
)
select t.book, t.address, coalesce(m.written, '') as left_value, '' as other_address, coalesce(m.name, '')
    as right_value, m.written is null as holds
from said_text t left join m on m.book = t.book and m.address = t.address and m.nth = 1
