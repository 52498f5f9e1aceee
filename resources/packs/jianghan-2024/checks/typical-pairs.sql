-- id: typical-pairs
-- title: 社保和公积金的功能科目与经济科目配套
-- severity: hint
-- forms: 03 07
-- figures: text
-- says: {place}用功能科目 {function} 配经济科目 {left}，通常配 {right}，共 {lines} 行；请核对。
-- basis: 养老保险、职业年金、医疗保险、公积金的功能科目各有对应的经济科目
with p (function, economic) as (values ('2080505', '30108'), ('2080506', '30109'), ('2101101', '30110'),
    ('2101102', '30110'), ('2210201', '30113')),
u as materialized (
    select book, function, economic, min(id) as id, count(*) as lines from fact_line
    where nature = 'personnel' and function in ('2080505', '2080506', '2101101', '2101102', '2210201')
        group by book, function, economic
)
select u.book, 'entry/basic/#' || u.id || '.economic' as address, u.economic as left_value, ''
    as other_address, p.economic as right_value,
    u.economic = p.economic as holds, u.function, u.lines
from u join p on p.function = u.function;
