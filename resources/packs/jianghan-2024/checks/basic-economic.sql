-- id: basic-economic
-- title: 基本支出用常用的经济科目
-- severity: warning
-- forms: 07
-- figures: text
-- says: {place}的经济科目 {left}“{name}”一般不列在基本支出里，共 {lines} 行；请改列项目支出，确应如此的说明原因。
-- basis: 基本支出只有人员经费、公用经费和310类中日常购置的科目
-- absent: 没有基本支出
with u as (
    select book, economic, economic_1, min(id) as id, sum(lines) as lines from sum_by_economic
    where nature in ('personnel', 'operating') group by book, economic, economic_1
)
select u.book, 'entry/basic/#' || u.id || '.economic' as address, u.economic as left_value, '' as other_address,
    '' as right_value, exists (select 1 from catalog_basic_economic b where b.economic in (u.economic, u.economic_1))
        as holds, c.name, u.lines
from u join catalog_economic c on c.code = u.economic
