-- id: part-03-funds
-- title: 三类财政拨款支出不超过全部支出
-- severity: warning
-- forms: 03 05 09 10
-- says: {place}是 {left}，而05、09、10表同一科目相加是 {right}，多出 {difference}；请核对这个科目在各表的数，其他资金有负数冲减的说明原因。
-- basis: 05、09、10表是03表同一科目的各一部分
-- absent: 没有财政拨款支出
with f as (
    select book, row_key, total, 0 as spent from form_05
    union all select book, row_key, total, 0 from form_09
    union all select book, row_key, total, 0 from form_10
    union all select book, row_key, 0, total from form_03
), s as (select book, row_key, sum(total) as total, sum(spent) as spent from f group by book, row_key)
select book, '03!' || row_key || '.total' as address, spent as left_value, '05!' || row_key || '.total'
    as other_address,
    total as right_value, spent >= total as holds
from s where total <> 0;
