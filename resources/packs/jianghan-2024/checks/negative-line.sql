-- id: negative-line
-- title: 支出金额不是负数
-- severity: warning
-- says: {place}是负数 {left}（{function} {economic}）；冲减支出请改在原来的一行，确应如此的说明原因。
-- basis: 支出预算一般不列负数
-- absent: 没有支出
-- The sums say whether there is such a line at all: hardly ever are the lines gone through.
select l.book, 'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.amount' as address, amount
    as left_value, '' as other_address, 0 as right_value,
    0 as holds, function, economic
from (select book from sum_by_function where least < 0 group by book) s cross join fact_line l
where l.book = s.book and l.amount < 0
union all
select book, 'entry/basic', min(least), '', 0, 1, '', '' from sum_by_function
    group by book having sum(case when least < 0 then 1 else 0 end) = 0;
