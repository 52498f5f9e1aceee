-- id: nature-economic
-- title: 人员、公用与经济科目相符
-- severity: warning
-- forms: 05 07
-- figures: text
-- says: {place}填为{left}，而经济科目 {code}“{name}”通常是{right}，共 {lines} 行；请核对类别，确应如此的说明原因。
-- basis: 301、303类是人员经费，302类和常用的310类是公用经费
-- absent: 没有基本支出
with u as (
    select book, economic, nature, min(id) as id, sum(lines) as lines from sum_by_economic
        where nature in ('personnel', 'operating')
    group by book, economic, nature
)
select u.book, 'entry/basic/#' || u.id || '.nature' as address, case u.nature when 'personnel' then '人员经费'
    else '公用经费' end as left_value,
    '' as other_address, case c.nature when 'personnel' then '人员经费' else '公用经费' end as right_value,
        u.nature = c.nature as holds,
    u.economic as code, c.name, u.lines
from u join catalog_economic c on c.code = u.economic and c.nature in ('personnel', 'operating');
