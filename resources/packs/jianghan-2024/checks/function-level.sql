-- id: function-level
-- title: 功能科目用到最细一级
-- severity: error
-- forms: 03 05 12 13
-- figures: text
-- says: {place}的功能科目 {left}“{name}”下面还有项级科目，共 {lines} 行；请改用项级科目，例如 {right}。
-- basis: 有项级科目的款不能直接安排支出
-- absent: 没有用到类、款级科目的支出
with u as (
    select book, function, nature, 'entry/' || case nature when 'project' then 'project_spending'
        when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end as tab, id, lines
    from sum_by_function where function_3 = ''
    union all select book, function, '', 'entry/procurement', id, 1 from fact_procurement where length(function) < 7
    union all select book, function, '', 'entry/service', id, 1 from fact_service where length(function) < 7
), s as (
    select book, function, nature, tab, min(id) as id, sum(lines) as lines from u group by book, function, nature, tab
), k as (select parent, min(code) as code from catalog_function where parent in (select function from u)
    group by parent)
select s.book, s.tab || '/#' || s.id || '.function' as address, s.function as left_value, '' as other_address,
    coalesce(k.code, '') as right_value, k.code is null as holds, coalesce(c.name, '') as name, s.lines
from s left join k on k.parent = s.function left join catalog_function c on c.code = s.function
