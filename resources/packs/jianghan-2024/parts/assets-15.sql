-- id: assets-15
-- Where services are bought too, the assets may hold any part of them: then nothing tells by how much they are wrong.
with k as (
    select k.book, k.project_ref, k.project_key from fact_project_key k
    where not exists (select 1 from fact_service s where s.project_ref = k.project_ref)
)
select k.book, '15/' || k.project_key || '!assets' as address, 'entry/asset_plan/#' || a.id || '.amount' as cell,
    a.amount as value, 1 as times, 0 as whole
from k join fact_asset a on a.book = k.book and a.project_ref = k.project_ref
union all
select k.book, '15/' || k.project_key || '!assets', 'entry/procurement/#' || p.id || '.unit_price', p.unit_price,
    -p.quantity, 0
from k join fact_procurement p on p.book = k.book and p.project_ref = k.project_ref
union all
select k.book, '15/' || k.project_key || '!assets', 'entry/procurement/#' || p.id || '.quantity', p.quantity,
    -p.unit_price, 0
from k join fact_procurement p on p.book = k.book and p.project_ref = k.project_ref
