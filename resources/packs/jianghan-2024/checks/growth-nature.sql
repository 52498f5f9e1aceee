-- id: growth-nature
-- title: 人员、运转和项目支出增减较大的有原因
-- severity: hint
-- forms: 14
-- says: {name}从上年的 {right} 变为 {left}，增减超过{percent}%；请在公开说明的变动原因里写到它。
-- basis: 一类支出比上年增减较大的要说明原因
-- absent: 没有上年的三类支出
with f as (
    select book, row_key, replace(row_key, '_', '.') as measure, amount, prior1 from form_14_funds
    where row_key in ('spending_personnel', 'spending_operating', 'spending_target') and prior1 <> 0
), r as (select book, group_concat(text) as text from fact_narrative where topic like 'reason.%' group by book)
select f.book, '14!funds/' || f.row_key || '.amount' as address, f.amount as left_value,
    '14!funds/' || f.row_key || '.prior1' as other_address, f.prior1 as right_value,
    abs(f.amount - f.prior1) * 100 <= f.prior1 * t.value or exists (select 1 from catalog_word w
        where w.topic = 'growth.' || f.measure and instr(coalesce(r.text, ''), w.word) > 0) as holds,
    m.name, t.value as percent
from f
join catalog_measure m on m.code = f.measure
join catalog_threshold t on t.code = 'growth_reason'
left join r on r.book = f.book
