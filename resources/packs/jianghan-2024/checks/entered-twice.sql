-- id: entered-twice
-- title: 没有一行录了两遍
-- severity: 一上:hint 二上:warning
-- figures: text
-- says: {place}和{other_place}逐栏相同（{left}）；请删去多录的一行，确是两笔的在备注里写明区别。
-- basis: 每一笔只录一次，两笔相同的要有区别
-- absent: 没有录过支出、采购、资产、绩效和控制数
-- Straight from the ledger: of thousands of lines hardly one is there twice. The first grouping is the order of an index,
-- the second sorts only what is alike so far.
with a as (
    select economic, nature, fund, source, unit, amount from expenditure where amount <> 0
    group by economic, nature, fund, source, unit, amount having count(*) > 1
), r as (
    select 'expenditure' as kind, count(*) as times, min(e.id) as first, max(e.id) as id
    from a join expenditure e on e.economic = a.economic and e.nature = a.nature and e.fund = a.fund
        and e.source = a.source and e.unit = a.unit and e.amount = a.amount
    group by e.unit, e.project, e.cost_item, e.nature, e.function, e.economic, e.fund, e.source, e.channel, e.amount,
        e.note
    union all select 'procurement', count(*), min(id), max(id) from procurement
    group by unit, project, catalog_code, item_name, function, economic, fund, source_text, quantity, unit_price
    union all select 'service', count(*), min(id), max(id) from service_purchase
    group by unit, project, content, function, economic, fund, source_text, quantity, amount
    union all select 'asset_plan', count(*), min(id), max(id) from asset_plan
    group by project, name, quantity_text, amount
    union all select 'indicator', count(*), min(id), max(id) from indicator
    group by objective, level1, level2, level3, value_now
    union all select 'objective', count(*), min(id), max(id) from objective group by project, term, text
    union all select 'state_asset', count(*), min(id), max(id) from state_asset
    group by unit, kind, count, area, value, as_of
    union all select 'control', count(*), min(id), max(id) from control
    group by round, unit, nature, project, fund, amount
), d as (
    select r.kind, r.first, r.id, case r.kind
        when 'expenditure' then (select case e.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
            when 'operating' then 'basic' else 'other_spending' end from expenditure e where e.id = r.id)
        else r.kind end as entry, case r.kind when 'procurement' then 'unit_price' when 'indicator' then 'level3'
        when 'objective' then 'text' when 'state_asset' then 'kind' else 'amount' end as item, case r.kind
        when 'expenditure' then (select u.code || ' ' || e.economic from expenditure e join unit u on u.id = e.unit
            where e.id = r.id)
        when 'procurement' then (select catalog_label from fact_procurement where id = r.id)
        when 'service' then (select content from service_purchase where id = r.id)
        when 'asset_plan' then (select name from asset_plan where id = r.id)
        when 'indicator' then (select level3 from indicator where id = r.id)
        when 'objective' then (select text from objective where id = r.id)
        when 'state_asset' then (select kind from state_asset where id = r.id)
        else (select unit_code || ' ' || fund from fact_control where id = r.id) end as name
    from r where r.times > 1
)
select b.uuid as book, 'entry/' || d.entry || '/#' || d.id || '.' || d.item as address, d.name as left_value,
    'entry/' || d.entry || '/#' || d.first || '.' || d.item as other_address, '' as right_value, 0 as holds
from d cross join book b
union all
select b.uuid, case when exists (select 1 from expenditure) then 'entry/basic' else 'entry/control' end, '没有', '',
    '没有', 1
from book b where not exists (select 1 from d)
    and (exists (select 1 from expenditure) or exists (select 1 from r where kind <> 'expenditure'))
