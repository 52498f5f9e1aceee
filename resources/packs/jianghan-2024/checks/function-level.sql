-- id: function-level
-- title: 功能科目用到最细一级
-- severity: error
-- forms: 03 05
-- figures: text
-- says: {place}的功能科目 {left}“{name}”下面还有项级科目，共 {lines} 行；请改用项级科目，例如 {right}。
-- basis: 有项级科目的款不能直接安排支出
-- absent: 没有用到类、款级科目的支出
with u as (
    select book, function, nature, min(id) as id, sum(lines) as lines from sum_by_function
        where function_3 = '' group by book, function, nature
), k as (select parent, min(code) as code from catalog_function where parent in (select function from u)
    group by parent)
select u.book, 'entry/' || case u.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || u.id || '.function' as address,
    u.function as left_value, '' as other_address,
    coalesce(k.code, '') as right_value, k.code is null as holds, coalesce(c.name, '') as name, u.lines
from u left join k on k.parent = u.function left join catalog_function c on c.code = u.function;
