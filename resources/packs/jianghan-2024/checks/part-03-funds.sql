-- id: part-03-funds
-- title: 三类财政拨款支出不超过全部支出
-- severity: error
-- forms: 03 05 09 10
-- says: {place}是 {left}，而05、09、10表同一科目相加是 {right}，多出 {difference}；请核对这个科目在各表的数。
-- basis: 05、09、10表是03表同一科目的各一部分
with f as (
    select book, row_key, total from form_05
    union all select book, row_key, total from form_09
    union all select book, row_key, total from form_10
), s as (select book, row_key, sum(total) as total from f group by book, row_key)
select s.book, '03!' || s.row_key || '.total' as address, coalesce(a.total, 0) as left_value, '05!' || s.row_key || '.total' as other_address,
    s.total as right_value, coalesce(a.total, 0) >= s.total as holds
from s left join form_03 a on a.book = s.book and a.row_key = s.row_key;
