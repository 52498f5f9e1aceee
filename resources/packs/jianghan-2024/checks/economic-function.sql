-- id: economic-function
-- title: 社保、公积金和离退休费列在各自的功能科目
-- severity: 一上:hint 二上:warning
-- forms: 03 05 07
-- figures: text
-- says: {place}把 {code}“{name}”列在功能科目 {left} 下，通常列在 {right}，共 {lines} 行；请核对，确应如此的说明原因。
-- basis: 养老保险、职业年金、医疗保险、公积金和离退休费各有对应的功能科目
-- absent: 没有社保、公积金和离退休费
with p as (
    select economic, min(function) as function, group_concat(function, '、') as usual from catalog_pair
    where binds in ('both', 'economic') group by economic
), u as (
    select function, economic, min(id) as id, count(*) as lines from expenditure
    where economic in (select economic from p) and nature = 'personnel'
        -- A code out of use or unknown is what its own check names.
        and function in (select code from catalog_function) group by function, economic
)
select b.book, 'entry/basic/#' || u.id || '.function' as address, u.function as left_value, '' as other_address,
    p.usual as right_value, exists (select 1 from catalog_pair k where k.economic = u.economic
        and k.function = u.function and k.binds in ('both', 'economic')) as holds, u.economic as code, c.name, u.lines
from u join p on p.economic = u.economic
cross join fact_book b
left join catalog_economic c on c.code = u.economic
