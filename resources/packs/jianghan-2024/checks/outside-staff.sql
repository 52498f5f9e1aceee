-- id: outside-staff
-- title: 编外人员有用工支出
-- severity: hint
-- figures: text
-- forms: 11
-- says: 单位 {unit} 有编外人员 {left}，项目和基本支出里没有找到他们的用工支出；请核对人数，或补上支出。
-- basis: 编外人员的费用要在项目或劳务费中安排
-- absent: 没有编外人员
with o as (
    select b.book, u.code as unit_code, h.id, h.actual from fact_book b cross join headcount h join unit u on u.id =
        h.unit
    where h.kind = 'outside' and h.actual > 0
), t as (
    select u.code as unit_code, p.name || p.purpose as text from project p join unit u on u.id = p.unit
    union all select u.code, e.name || l.note from fact_line_card l join unit u on u.code = l.unit_code
        join catalog_economic e on e.code = l.economic
        where l.nature <> 'project' and l.unit_code in (select unit_code from o)
)
select o.book, 'entry/headcount/#' || o.id || '.actual' as address, o.actual || ' 人' as left_value, 'entry/project'
    as other_address, case when x.unit_code is null then '没有' else '有' end as right_value, x.unit_code is not null as
        holds,
    o.unit_code as unit
from o
left join (select distinct t.unit_code from t join catalog_word w on w.topic = 'outside_staff' and instr(t.text,
    w.word) > 0)
    x on x.unit_code = o.unit_code
