-- id: tie-14-04
-- title: 整体绩效表财政拨款与财政拨款总表一致
-- severity: error
-- forms: 04 14
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一收入，请核对改动过的一张。
-- basis: 14表财政拨款等于04表收入总计
-- absent: 没有财政拨款收入
select f.book, '14!funds/income_grant.amount' as address, f.amount as left_value, '04!r28.income'
    as other_address, a.income as right_value,
    f.amount = a.income as holds
from form_14_funds f join form_04 a on a.book = f.book and a.row_key = 'r28'
where f.row_key = 'income_grant';
