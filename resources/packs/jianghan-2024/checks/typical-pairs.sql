-- id: typical-pairs
-- title: 社保和公积金的功能科目与经济科目配套
-- severity: hint
-- forms: 03 07
-- figures: text
-- says: {place}用功能科目 {function} 配经济科目 {left}，通常配 {right}，共 {lines} 行；请核对。
-- basis: 养老保险、职业年金、医疗保险、公积金的功能科目各有对应的经济科目
-- absent: 没有社保和公积金的功能科目
with p as (
    select function, group_concat(economic, '、') as usual from catalog_pair where binds in ('both', 'function')
    group by function
), u as materialized (
    select book, function, economic, min(id) as id, count(*) as lines from fact_line_card
    where nature = 'personnel' and function in (select function from p) group by book, function, economic
)
select u.book, 'entry/basic/#' || u.id || '.economic' as address, u.economic as left_value, '' as other_address,
    p.usual as right_value, exists (select 1 from catalog_pair k where k.function = u.function
        and k.economic = u.economic and k.binds in ('both', 'function')) as holds, u.function, u.lines
from u join p on p.function = u.function
