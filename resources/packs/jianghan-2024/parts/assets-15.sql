-- id: assets-15
with k as (
    select k.book, k.project_ref, '15/' || k.project_key || '!assets' as place from fact_project_key k
), a as (
    select k.book, k.project_ref, k.place || case count(*) when 1 then '/' || min(f.row_key) || '.amount' else '' end
        as address
    from k left join form_15_assets f on f.book = k.book and '15/' || f.project || '!assets' = k.place
    group by k.book, k.project_ref, k.place
)
select a.book, a.address, 'entry/asset_plan/#' || r.id || '.amount' as cell, r.amount as value, 1 as times, 0 as whole
from a join fact_asset r on r.book = a.book and r.project_ref = a.project_ref
union all
select a.book, a.address, 'entry/procurement/#' || p.id || '.unit_price', p.unit_price, -p.quantity, 0
from a join fact_procurement p on p.book = a.book and p.project_ref = a.project_ref
union all
select a.book, a.address, 'entry/procurement/#' || p.id || '.quantity', p.quantity, -p.unit_price, 0
from a join fact_procurement p on p.book = a.book and p.project_ref = a.project_ref
