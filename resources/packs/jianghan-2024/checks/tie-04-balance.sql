-- id: tie-04-balance
-- title: 财政拨款收支平衡
-- severity: error
-- forms: 04
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；请核对财政拨款的收入、支出和年终结转。
-- basis: 财政拨款收入总计等于支出总计
-- absent: 没有财政拨款收支
select f.book, '04!r28.income' as address, f.income as left_value, '04!r28.spending' as other_address, f.spending
    as right_value,
    f.income = f.spending or u.total is not null as holds
from form_04 f
left join ( -- classes that no catalog has have no row here either: tie-03-01-class names each
    select book, sum(total) as total from form_03
    where row_kind = 'level1' and code not in (select code from catalog_function) group by book
) u on u.book = f.book
where f.row_key = 'r28';
