-- id: tie-04-01-all
-- title: 只有财政拨款时两张总表一致
-- severity: error
-- forms: 01 04
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；只有财政拨款时，两张总表各类支出相同，请核对改动过的一张。
-- basis: 没有财政专户资金和单位资金时，04表等于01表
-- absent: 有财政拨款以外的资金，或没有支出
-- A class stands one row further down than in 01: its key is written out, so that it can be looked up.
with f as (
    select book, row_key, spending, cast(substr(row_key, 2) as integer) - 1 as above
    from form_04 where row_key between 'r02' and 'r26'
)
select f.book, '04!' || f.row_key || '.spending' as address, f.spending as left_value,
    '01!' || a.row_key || '.spending' as other_address,
    a.spending as right_value, f.spending = a.spending as holds
from f
join form_01 a on a.book = f.book and a.row_key = case when f.above < 10 then 'r0' else 'r' end || f.above
join form_01 t on t.book = f.book and t.row_key = 'r28' and t.income = t.spending
join form_04 g on g.book = f.book and g.row_key = 'r28' and g.income = t.income
where f.spending <> 0 or a.spending <> 0;
