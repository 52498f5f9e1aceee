-- id: growth-reason
-- title: 增减较大的有原因
-- severity: 一上:hint 二上:warning
-- forms: 14
-- right_is: 上年预算
-- says: 收支总预算从上年的 {right} 变为 {left}，增减超过{percent}%；请在公开说明中写明原因。
-- basis: 收支总预算增减较大的要说明原因
-- absent: 没有上年的收支总预算
-- Of the units together only where every one that spends has its figure of last year.
select f.book, '14!funds/spending_total.amount' as address, f.amount as left_value, 'entry/prior'
    as other_address, p.amount as right_value,
    abs(f.amount - p.amount) * 100 <= p.amount * t.value or coalesce(n.text, '') <> '' as holds, t.value as percent
from form_14_funds f
join (select r.book, coalesce(sum(case unit_code when '' then amount end), sum(amount)) as amount from fact_prior r
    where r.measure = 'total' and r.ago = '1' and r.stage = 'budget'
    group by r.book having count(case unit_code when '' then 1 end) > 0 or not exists (
        select 1 from fact_unit u where u.book = r.book
            and exists (select 1 from fact_line_card l where l.book = u.book and l.unit_code = u.unit_code)
            and not exists (select 1 from fact_prior o where o.book = u.book and o.measure = 'total' and o.ago = '1'
                and o.stage = 'budget' and o.unit_code = u.unit_code)
    )) p on p.book = f.book
join catalog_threshold t on t.code = 'growth_reason'
left join fact_narrative n on n.book = f.book and n.topic = 'reason.total'
where f.row_key = 'spending_total' and f.amount <> 0;
