-- id: merged-unit
-- title: 并入其他单位的单位没有自己的支出
-- severity: error
-- forms: 06
-- figures: text
-- structural: yes
-- says: {place}的单位 {left} 已并入 {right}，分单位的表里没有它的行，共 {lines} 行；请把支出改到并入的单位。
-- basis: 并入其他单位的单位不单独列预算
select b.book, 'entry/' || case s.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || s.id || '.unit' as address, u.code
    as left_value, '' as other_address, coalesce(m.code, '') as right_value,
    u.merged_into is null as holds, s.lines
from (select book, unit_code, nature, min(id) as id, sum(lines) as lines from sum_by_economic
    group by book, unit_code, nature) s
join fact_book b on b.book = s.book
join unit u on u.code = s.unit_code
left join unit m on m.id = u.merged_into;
