-- id: growth-class
-- title: 各类支出增减较大的有原因
-- severity: hint
-- forms: 03
-- says: “{name}”从上年的 {right} 变为 {left}，增减超过{percent}%；请在公开说明的变动原因里写到它。
-- basis: 某一类支出比上年增减较大的要说明原因
-- absent: 没有上年按科目的支出
with n as (
    select l.book, l.function_1 as code, sum(l.amount) as amount, 0 as prior from sum_by_function l
    group by l.book, l.function_1
    union all
    select b.book, substr(p.function, 1, 3), 0, sum(p.amount) from fact_book b
    join prior_line p on p.year = b.year - 1 and p.table_name = 'expenditure'
    where not exists (select 1 from prior_line x where x.year = b.year - 1 and x.table_name = 'expenditure'
        and x.function = '')
    group by b.book, substr(p.function, 1, 3)
), s as (select book, code, sum(amount) as amount, sum(prior) as prior from n group by book, code),
r as (select book, group_concat(text) as text from fact_narrative where topic like 'reason.%' group by book)
select s.book, '03!' || s.code || '.total' as address, s.amount as left_value, 'entry/prior' as other_address,
    s.prior as right_value, abs(s.amount - s.prior) * 100 <= s.prior * t.value
        or instr(coalesce(r.text, ''), replace(c.name, '支出', '')) > 0 as holds, c.name, t.value as percent
from s
join catalog_function c on c.code = s.code
join catalog_threshold t on t.code = 'growth_class'
left join r on r.book = s.book
where s.prior <> 0
