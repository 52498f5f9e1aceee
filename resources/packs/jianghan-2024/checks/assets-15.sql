-- id: assets-15
-- title: 资产配置与采购、购买服务一致
-- severity: 一上:hint 二上:warning
-- forms: 12 13 15
-- says: 项目“{name}”的资产配置计划相加是 {left}，这个项目的政府采购{with}是 {right}，相差 {difference}；请核对，或说明原因。
-- basis: 15表资产配置计划及采购计划等于12表这个项目的采购，可以加上13表的某几项服务；服务多于三项的，不超过两者之和
-- absent: 没有资产配置计划和采购
-- Services that leave something behind are in the plan, any of them: of up to three that is none, all, one, or all but
-- one, and what comes nearest is meant. Of more, any sum may be. A confidential project's plan is not published.
with a as (
    select book, project, sum(amount) as amount, count(*) as rows, min(row_key) as row_key from form_15_assets
    group by book, project
), p as (
    select book, unit_name, project, sum(amount) as amount, min(row_key) as row_key from form_12
    where row_kind = 'record' and project <> '' group by book, unit_name, project
), v as (
    select book, unit_name, project, amount, sum(amount) over (partition by book, unit_name, project) as together,
        count(*) over (partition by book, unit_name, project) as services,
        min(row_key) over (partition by book, unit_name, project) as row_key
    from form_13 where row_kind = 'record' and project <> ''
), w as (
    select distinct book, unit_name, project, row_key, services, together, together as amount, 'all' as part from v
    union select book, unit_name, project, row_key, services, together, amount, 'some' from v
    union select book, unit_name, project, row_key, services, together, together - amount, 'some' from v
        where together <> amount
), g as (
    select g.book, g.row_key as project, g.name, coalesce(a.amount, 0) as planned, a.rows, a.row_key as asset,
        coalesce(p.amount, 0) as bought, p.row_key as bought_at, w.amount as served, w.part, w.row_key as served_at,
        coalesce(w.services > 3, 0) as many, coalesce(w.together, 0) as together
    from form_11 g
    left join a on a.book = g.book and a.project = g.row_key
    left join p on p.book = g.book and p.project = g.name and p.unit_name = g.unit_name
    left join (
        select * from w union all select distinct book, unit_name, project, row_key, services, together, 0, '' from v
    ) w on w.book = g.book and w.project = g.name and w.unit_name = g.unit_name
    where g.row_kind = 'record' and (a.amount is not null or p.amount is not null
        and not exists (select 1 from catalog_word w where w.topic = 'withheld' and instr(g.name, w.word) = 1))
), n as (
    select g.*, bought + coalesce(served, 0) as meant, row_number() over (partition by book, project
        order by abs(planned - bought - coalesce(served, 0)), coalesce(served, 0)) as nth from g
)
select book, '15/' || project || '!assets' || case rows when 1 then '/' || asset || '.amount' else '' end as address,
    planned as left_value, case when bought_at is not null then '12!' || bought_at || '.amount'
        when served_at is not null then '13!' || served_at || '.amount' else '12!total.amount' end as other_address,
    meant as right_value, 
    planned = meant or (many and planned between bought and bought + together) as holds, name,
    case part when 'all' then '加购买服务' when 'some' then '加一部分购买服务' else '' end as "with"
from n where nth = 1
