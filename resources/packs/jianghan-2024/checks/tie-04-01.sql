-- id: tie-04-01
-- title: 财政拨款支出不超过全部支出
-- severity: error
-- forms: 01 04
-- says: {place}是 {left}，大于{other_place}的 {right}；财政拨款支出是全部支出的一部分，请核对这一类的支出，其他资金有负数冲减的说明原因。
-- basis: 04表各类是01表同类中的财政拨款部分
-- absent: 没有财政拨款支出
-- A class stands one row further down than in 01: its key is written out, so that it can be looked up.
with f as (
    select book, row_key, spending, cast(substr(row_key, 2) as integer) - 1 as above
    from form_04 where row_key between 'r02' and 'r26'
)
select f.book, '04!' || f.row_key || '.spending' as address, f.spending as left_value,
    '01!' || a.row_key || '.spending' as other_address,
    a.spending as right_value, f.spending <= a.spending as holds
from f
join form_01 a on a.book = f.book and a.row_key = case when f.above < 10 then 'r0' else 'r' end || f.above
where f.spending <> 0 or a.spending <> 0;
