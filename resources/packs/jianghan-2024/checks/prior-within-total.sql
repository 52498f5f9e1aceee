-- id: prior-within-total
-- title: 上年各项数不超过上年总预算
-- severity: 一上:hint 二上:warning
-- says: {place}的{name} {left}，大于同一年收支总预算的 {right}；请核对上年数据，是元误作万元的请改正。
-- basis: 一般公共预算、机关运行经费、“三公”经费和政府采购都是总预算的一部分
-- absent: 没有上年的总预算，或没有其中各项的数
-- The department's own figure stands before those of its units.
with t as (
    select book, year, stage, unit_code, amount, id from fact_prior where measure = 'total' and amount > 0
)
select p.book, 'entry/prior/#' || p.id || '.value' as address, p.amount as left_value,
    'entry/prior/#' || t.id || '.value' as other_address, t.amount as right_value, p.amount <= t.amount as holds,
    coalesce(m.name, '') as name
from fact_prior p
join t on t.book = p.book and t.year = p.year and t.stage = p.stage and t.unit_code = p.unit_code
left join catalog_measure m on m.code = p.measure
where p.amount <> 0 and (p.measure in ('general', 'procurement', 'agency_running') or p.measure like 'three_public%'
    or p.measure like 'spending.%' or p.measure like 'income.%')
