-- id: basis-cost-15
-- title: 测算依据算出的数等于项目支出明细
-- severity: 一上:hint 二上:warning
-- forms: 15
-- says: {place}里写的测算结果是 {left}，这一项的金额是 {right}；请改正依据里的数或者金额{unit}。
-- basis: 项目支出明细的金额要和测算依据一致
-- absent: 测算依据里没有写出可以核对的数
-- Every way to add up what is written is tried: the sum worked out in 元 or 万元, the results, the totals, the amounts.
with c as (
    select book, '15/' || project || '!costs/' || row_key || '.basis' as address, local + transfer + other as amount,
        '15/' || project || '!costs/' || row_key || '.' || case when local <> 0 then 'local' when transfer <> 0
            then 'transfer' else 'other' end as cell
    from form_15_costs
), s as (
    select s.book, s.address, sum(case when s.whole_sum = 1 then s.value else 0 end) as totals,
        max(case when s.whole_sum = 1 then s.value end) as largest, sum(s.value) as amounts,
        min(s.exact) as exact, max(case when s.rate = 1 then 1 else 0 end) as rated, max(s.value) as most,
        max(s.whole_sum) as summed, max(s.done) as done, max(s.dated) as dated,
        max(case when s.role in ('change', 'share', 'growth') then 1 else 0 end) as moved
    from said_statement s
    where s.topic = 'cost.basis' and s.kind = 'amount' and s.rate = 0
        and not exists (select 1 from said_expression e where e.address = s.address and e.book = s.book
            and s.place >= e.place and s.place < e.place + e.length)
    group by s.book, s.address
), e as (
    select book, address, sum(yuan) as yuan, sum(wan) as wan, count(*) as sums,
        sum(case when result >= 0 then result else 0 end) as results, min(result) as unresolved
    from said_expression where topic = 'cost.basis' group by book, address
), w (book, address, said) as (
    select book, address, yuan from e
    union all select book, address, wan from e
    union all select book, address, results from e where unresolved >= 0
    union all select e.book, e.address, e.results + s.amounts from e join s on s.book = e.book and s.address = e.address
        where e.unresolved >= 0
    union all select e.book, e.address, e.yuan + s.amounts from e join s on s.book = e.book and s.address = e.address
    union all select book, address, totals from s where summed = 1
    union all select book, address, largest from s where summed = 1
    union all select book, address, amounts from s
    union all select book, address, most from s
), k as (
    -- Judged is only what leaves no doubt: sums with results, a total, or nothing but amounts.
    select c.book, c.address from c
    left join e on e.book = c.book and e.address = c.address
    left join s on s.book = c.book and s.address = c.address
    where coalesce(s.exact, 1) = 1 and coalesce(s.done, 0) = 0 and coalesce(s.moved, 0) = 0 and (
        (e.sums > 0 and e.unresolved >= 0) or s.summed = 1
        or (e.sums is null and s.amounts > 0 and s.dated = 0 and not exists (
            select 1 from said_statement x where x.book = c.book and x.address = c.address
                and (x.kind in ('count', 'percent') or x.rate = 1))))
), n as (
    select c.book, c.address, c.cell, c.amount, w.said,
        row_number() over (partition by c.book, c.address order by abs(c.amount - w.said)) as nth
    from c join k on k.book = c.book and k.address = c.address join w on w.book = c.book and w.address = c.address
    where c.amount <> 0
)
select book, address, said as left_value, cell as other_address, amount as right_value,
    abs(said - amount) <= 5000 as holds,
    case when said = amount * 10000 or said * 10000 = amount then '，像是元和万元写混了' else '' end as unit
from n where nth = 1
