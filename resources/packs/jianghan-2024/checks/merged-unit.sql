-- id: merged-unit
-- title: 并入其他单位的单位没有自己的收支
-- severity: error
-- forms: 02 06 11
-- figures: text
-- structural: yes
-- says: {place}的单位 {left} 已并入 {right}，分单位的表里没有它的行，共 {lines} 行；请改到并入的单位，或清空它的“并入单位”。
-- basis: 并入其他单位的单位不单独列预算
-- absent: 没有收支和项目
with f as (
    select book, unit_code, case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end as entry, id, lines from sum_by_economic
    union all select b.uuid, u.code, 'income', i.id, 1 from funding i join unit u on u.id = i.unit cross join book b
        where i.automatic = 0 and i.amount <> 0
    union all select book, unit_code, 'project', id, 1 from fact_project_card
    union all select book, unit_code, 'procurement', id, 1 from fact_procurement
    union all select book, unit_code, 'service', id, 1 from fact_service
), s as (select book, unit_code, entry, min(id) as id, sum(lines) as lines from f group by book, unit_code, entry)
select s.book, 'entry/' || s.entry || '/#' || s.id || '.unit' as address, u.code as left_value, ''
    as other_address, coalesce(m.code, '') as right_value, u.merged_into is null as holds, s.lines
from s
join unit u on u.code = s.unit_code
left join unit m on m.id = u.merged_into;
