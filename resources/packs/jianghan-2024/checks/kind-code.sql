-- id: kind-code
-- title: 科目和收入与单位性质相符
-- severity: hint
-- forms: 03 05 07
-- figures: text
-- says: {place}的“{left}”是{right}用的，单位 {unit} 不是，也没有这类人员，共 {lines} 行；请核对科目、单位性质或人员。
-- basis: 行政运行、事业运行、绩效工资、事业收入等分别用于行政单位和事业单位
-- absent: 没有分行政、事业的科目
with u as (
    select s.book, s.unit_code, s.unit_kind, 'function' as list, s.function as code, k.name, k.unit_kind as usual,
        'entry/' || case s.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || s.id || '.function' as place, s.lines
    from sum_by_function s
    join catalog_function f on f.code = s.function
    join catalog_kind_code k on k.catalog = 'function' and k.name = f.name
    union all
    select s.book, s.unit_code, s.unit_kind, 'economic', s.economic, k.name, k.unit_kind,
        'entry/' || case s.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || s.id || '.economic', s.lines
    from sum_by_economic s
    join catalog_economic e on e.code = s.economic
    join catalog_kind_code k on k.catalog = 'economic' and k.name = e.name
    union all
    select b.uuid, u.code, u.kind, 'fund', i.fund, k.name, k.unit_kind, 'entry/income/#' || i.id || '.fund', 1
    from funding i
    join unit u on u.id = i.unit
    cross join book b
    join catalog_fund m on m.code = i.fund
    join catalog_kind_code k on k.catalog = 'fund' and k.name = m.name
    where case i.automatic when 0 then i.amount <> 0 else exists (select 1 from sum_by_fund s
        where s.unit_code = u.code and s.fund = i.fund) end
), s as (
    select u.book, u.unit_code, case u.unit_kind when 'institution' then 'institution' else 'administrative' end as
        kind,
        u.list, u.code, u.name, u.usual, min(u.place) as place, sum(u.lines) as lines
    from u
    group by u.book, u.unit_code, u.unit_kind, u.list, u.code, u.name, u.usual
), p as materialized (
    select unit_code, administrative_posts, institution_posts from fact_people
), o as (
    select unit_code, 'administrative' as kind from p where administrative_posts > 0
    union select unit_code, 'institution' from p where institution_posts > 0
    union select d.code, case m.kind when 'institution' then 'institution' else 'administrative' end
    from unit m join unit d on d.id = m.merged_into
)
select s.book, s.place as address, case s.list when 'fund' then s.name else s.code || ' ' || s.name end as left_value,
    'entry/unit' as other_address, case s.usual when 'institution' then '事业单位' else '行政单位' end as right_value,
    s.usual = s.kind or o.kind is not null as holds, s.unit_code as unit, s.lines
from s left join o on o.unit_code = s.unit_code and o.kind = s.usual
