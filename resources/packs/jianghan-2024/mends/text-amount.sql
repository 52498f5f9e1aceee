-- id: text-amount
-- label: 改为“{figure}”
-- Not certain: it may be the form that is wrong. The first wrong figure of a text, as the check names it.
with w as (
    select c.*, row_number() over (partition by c.book, c.address order by c.ordinal) as nth from (
        select m.* from (
            select s.book, s.address, s.ordinal, f.value as figure,
                abs(s.value - f.value) <= case when s.give < 5000 then s.give else 5000 end as holds,
                s.value, row_number() over (partition by s.book, s.address, s.ordinal
                    order by abs(s.value - f.value), f.address) as near
            from said_statement s
            join said_subject f on f.book = s.book and f.subject = s.subject and f.ago = s.ago and f.kind = s.kind
            where s.role = 'amount' and s.kind = 'amount' and s.exact = 1 and s.done = 0 and s.rate = 0
                and (s.project = '' or s.subject like 'project.%')
        ) m where m.near = 1 and not m.holds
            and (m.figure = 0 or (m.value <> m.figure * 10000 and m.value * 10000 <> m.figure))
    ) c
), f as (
    select w.book, w.address, t.text, s.place, s.length,
        case s.unit when '万元' then (w.figure / 1000000) || case when w.figure % 1000000 = 0 then ''
                when w.figure % 100000 = 0 then '.' || (w.figure / 100000 % 10)
                else '.' || (w.figure / 100000 % 10) || (w.figure / 10000 % 10) end
            else '' || (w.figure / 100) end || s.unit as figure
    from w
    join said_statement s on s.book = w.book and s.address = w.address and s.ordinal = w.ordinal
    join said_text t on t.book = w.book and t.address = w.address
    where w.nth = 1 and w.figure >= 0 and (s.unit = '元' and w.figure % 100 = 0 or s.unit = '万元'
        and w.figure % 10000 = 0)
)
select f.book, f.address as mend, coalesce('entry/narrative/#' || n.id || '.text', f.address) as cell,
    substr(f.text, 1, f.place) || f.figure || substr(f.text, f.place + f.length + 1) as text, 0 as certain, f.figure
from f left join fact_narrative n on n.book = f.book and f.address = 'entry/narrative/#' || n.topic || '.text'
