-- id: growth-measures
-- title: 拨款、运行经费和采购增减较大的有原因
-- severity: 一上:hint 二上:warning
-- forms: 05 12
-- says: {name}从上年的 {right} 变为 {left}，增减超过{percent}%；请在公开说明中写明变动原因。
-- basis: 一般公共预算拨款、机关运行经费、政府采购增减较大的要说明原因
-- absent: 没有上年的拨款、机关运行经费和政府采购
with n as (
    select book, 'general' as measure, '05!total.total' as place, total as amount from form_05 where row_key = 'total'
    union all select book, 'procurement', '12!total.amount', amount from form_12 where row_kind = 'total'
    union all select book, 'agency_running', '05!total.operating', sum(amount) from sum_by_function
        where fund = 'general' and source = 'current' and nature = 'operating'
            and unit_kind in ('administrative', 'participating') group by book
)
select n.book, n.place as address, n.amount as left_value, 'entry/prior' as other_address, p.amount as right_value,
    abs(n.amount - p.amount) * 100 <= p.amount * t.value or exists (select 1 from fact_narrative x
        where x.book = n.book and x.topic = m.reason and x.text <> '') as holds, m.name, t.value as percent
from n
join fact_prior p on p.book = n.book and p.measure = n.measure and p.ago = '1' and p.stage = 'budget' and p.unit_code
    = ''
join catalog_measure m on m.code = n.measure
join catalog_threshold t on t.code = 'growth_reason'
where p.amount <> 0
