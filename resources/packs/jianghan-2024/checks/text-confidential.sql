-- id: text-confidential
-- title: 公开的文字里没有涉密项目的名称
-- severity: 公开:error hint
-- forms: 11 12 13 14 15
-- figures: text
-- says: {place}里有涉密项目的名称“{left}”，公开时这个项目不写名称；请从文字里删去。
-- basis: 涉密内容不得公开
-- absent: 没有涉密项目
with n (book, name, key) as (
    select c.book, c.name, k.project_key from fact_project_card c
    join fact_project_key k on k.book = c.book and k.id = c.id where c.confidential = 1
), s as (
    -- What is said of a confidential project itself is not published.
    select t.book, t.address, n.name, row_number() over (partition by t.book, t.address order by n.name) as nth
    from said_printed t left join n on n.book = t.book and instr(t.text, n.name) > 0
    where exists (select 1 from n x where x.book = t.book)
        and not exists (select 1 from n x where x.book = t.book and t.project in (x.key, x.name))
)
select book, address, coalesce(name, '') as left_value, '' as other_address, '' as right_value, name is null as holds
from s where nth = 1
