-- id: kind-code
-- title: 科目和收入与单位性质相符
-- severity: hint
-- forms: 03 05 07
-- figures: text
-- says: {place}的“{left}”是{right}用的，单位 {unit} 不是，也没有这类人员，共 {lines} 行；请核对科目、单位性质或人员。
-- basis: 行政运行、事业运行、绩效工资、事业收入等分别用于行政单位和事业单位
-- absent: 没有分行政、事业的科目
with u as (
    select book, unit_code, unit_kind, 'function' as list, function as code,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.function' as place, lines
    from sum_by_function
    union all
    select book, unit_code, unit_kind, 'economic', economic,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.economic', lines from sum_by_economic
    union all
    select i.book, i.unit_code, u.kind, 'fund', i.fund, 'entry/income/#' || i.id || '.fund', 1
    from fact_funding i join unit u on u.code = i.unit_code where i.amount <> 0
), s as (
    select u.book, u.unit_code, case u.unit_kind when 'institution' then 'institution' else 'administrative' end as
        kind,
        u.list, u.code, k.name, k.unit_kind as usual, min(u.place) as place, sum(u.lines) as lines
    from u
    left join catalog_function f on u.list = 'function' and f.code = u.code
    left join catalog_economic e on u.list = 'economic' and e.code = u.code
    left join catalog_fund m on u.list = 'fund' and m.code = u.code
    join catalog_kind_code k on k.catalog = u.list and k.name = coalesce(f.name, e.name, m.name)
    group by u.book, u.unit_code, u.unit_kind, u.list, u.code, k.name, k.unit_kind
), o as (
    select unit_code, 'administrative' as kind from fact_people where administrative_posts > 0
    union select unit_code, 'institution' from fact_people where institution_posts > 0
    union select d.code, case m.kind when 'institution' then 'institution' else 'administrative' end
    from unit m join unit d on d.id = m.merged_into
)
select s.book, s.place as address, case s.list when 'fund' then s.name else s.code || ' ' || s.name end as left_value,
    'entry/unit' as other_address, case s.usual when 'institution' then '事业单位' else '行政单位' end as right_value,
    s.usual = s.kind or o.kind is not null as holds, s.unit_code as unit, s.lines
from s left join o on o.unit_code = s.unit_code and o.kind = s.usual
