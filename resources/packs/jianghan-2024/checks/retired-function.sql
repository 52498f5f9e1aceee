-- id: retired-function
-- title: 离退休科目不列在职工资
-- severity: warning
-- forms: 03 07
-- figures: text
-- says: {place}用离退休科目 {function} 列了在职人员的经济科目 {left}，共 {lines} 行；请核对。
-- basis: 行政和事业单位离退休科目只列离退休支出
-- absent: 没有离退休科目的支出
with u as materialized (
    select book, function, economic, economic_1, nature, min(id) as id, count(*) as lines from fact_line_card
    where function in (select item from catalog_people_code where kind = 'retired' and list = 'function')
    group by book, function, economic, economic_1, nature
)
select u.book, 'entry/' || case u.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || u.id || '.economic' as address,
    u.economic as left_value, '' as other_address, '303' as right_value,
    u.economic_1 <> '301' as holds, u.function, u.lines
from u;
