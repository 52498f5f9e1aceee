-- id: plan-twice
-- title: 采购、资产、绩效和控制数没有一行录了两遍
-- severity: 一上:hint 二上:warning
-- figures: text
-- says: {place}和{other_place}逐栏相同（{left}）；请删去多录的一行，确是两笔的写明区别。
-- basis: 每一笔只录一次，两笔相同的要有区别
-- absent: 没有录过采购、资产、绩效和控制数
with r as (
    select 'procurement' as kind, min(id) as first, max(id) as id from procurement
    group by unit, project, catalog_code, item_name, function, economic, fund, source_text, quantity, unit_price
    having count(*) > 1
    union all select 'service', min(id), max(id) from service_purchase
    group by unit, project, content, function, economic, fund, source_text, quantity, amount having count(*) > 1
    union all select 'asset_plan', min(id), max(id) from asset_plan
    group by project, name, quantity_text, amount having count(*) > 1
    union all select 'indicator', min(id), max(id) from indicator where objective in (select objective from indicator
        group by objective having count(*) > count(distinct level3))
    group by objective, level1, level2, level3, value_now having count(*) > 1
    union all select 'objective', min(id), max(id) from objective group by project, term, text having count(*) > 1
    union all select 'state_asset', min(id), max(id) from state_asset
    group by unit, kind, count, area, value, as_of having count(*) > 1
    union all select 'control', min(id), max(id) from control
    group by round, unit, nature, project, fund, amount having count(*) > 1
), d as (
    select r.first, r.id, r.kind as entry, case r.kind when 'procurement' then 'unit_price' when 'indicator' then 'level3'
        when 'objective' then 'text' when 'state_asset' then 'kind' else 'amount' end as item, case r.kind
        when 'procurement' then (select catalog_label from fact_procurement where id = r.id)
        when 'service' then (select content from service_purchase where id = r.id)
        when 'asset_plan' then (select name from asset_plan where id = r.id)
        when 'indicator' then (select level3 from indicator where id = r.id)
        when 'objective' then (select text from objective where id = r.id)
        when 'state_asset' then (select kind from state_asset where id = r.id)
        else (select u.code || ' ' || c.fund from control c join unit u on u.id = c.unit where c.id = r.id) end as name
    from r
)
select b.uuid as book, 'entry/' || d.entry || '/#' || d.id || '.' || d.item as address, d.name as left_value,
    'entry/' || d.entry || '/#' || d.first || '.' || d.item as other_address, '' as right_value, 0 as holds
from d cross join book b
union all
select b.uuid, 'entry/control', '没有', '', '没有', 1 from book b where not exists (select 1 from d)
    and (exists (select 1 from procurement) or exists (select 1 from service_purchase)
        or exists (select 1 from asset_plan) or exists (select 1 from indicator) or exists (select 1 from objective)
        or exists (select 1 from state_asset) or exists (select 1 from control))
