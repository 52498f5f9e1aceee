-- id: ceiling-missing
-- title: 安排的支出都有控制数
-- severity: hint
-- forms: 03 11
-- left_is: 安排的支出
-- says: 单位 {unit} 的{name} {left} 没有下达控制数；请核对是否在控制数之外，改了名的项目请把控制数填到它的名下。
-- basis: 下达了控制数的单位，支出都在控制数之内
-- absent: 这一轮没有控制数
with c as materialized (select * from fact_control where round = (select round from book)),
s as (
    select book, unit_code, nature, '' as project, fund, amount, min(place) over (partition by book, unit_code, nature,
        fund) as place from (
        select book, unit_code, nature, fund, sum(amount) as amount, min('entry/' || case nature when 'personnel'
            then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.amount') as place
        from sum_by_function where source = 'current' and nature <> 'project'
            and unit_code in (select unit_code from c)
        group by book, unit_code, nature, fund) basic
    union all
    select l.book, l.unit_code, l.nature, p.name, l.fund, sum(l.amount), 'entry/project/#' || l.project_ref || '.name'
    from sum_by_function l join project p on p.id = l.project_ref
    where l.nature = 'project' and l.source = 'current' and l.unit_code in (select unit_code from c)
    group by l.book, l.unit_code, l.nature, p.name, l.fund, l.project_ref
)
select s.book, s.place as address, s.amount as left_value, 'entry/control' as other_address,
    case when count(c.id) = 0 then '没有' else '有' end as right_value, count(c.id) > 0 as holds, s.unit_code as unit,
    case when s.project <> '' then '项目“' || s.project || '”' else case s.nature when 'personnel' then '人员经费'
        when 'operating' then '公用经费' else '其他支出' end end as name
from s
left join c on c.book = s.book and c.unit_code = s.unit_code and c.fund = s.fund
    and (c.project = s.project and c.project <> '' or c.project = '' and c.nature in ('', s.nature))
where exists (select 1 from c o where o.book = s.book and o.unit_code = s.unit_code and o.fund = s.fund)
group by s.book, s.unit_code, s.nature, s.project, s.fund, s.place, s.amount
