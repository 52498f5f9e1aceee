-- id: tie-01-balance
-- title: 收支预算总表收支平衡
-- severity: error
-- forms: 01
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；请核对收入和支出，使两边总计相等。
-- basis: 收入总计等于支出总计
-- absent: 没有收支
select f.book, '01!r28.income' as address, f.income as left_value, '01!r28.spending' as other_address, f.spending
    as right_value,
    f.income = f.spending + coalesce(u.total, 0) as holds
from form_01 f
left join ( -- what is spent in classes that no catalog has: tie-03-01-class names each
    select book, sum(total) as total from form_03
    where row_kind = 'level1' and code not in (select code from catalog_function) group by book
) u on u.book = f.book
where f.row_key = 'r28';
