-- id: tie-14-03
-- title: 整体绩效表支出与支出预算总表一致
-- severity: error
-- forms: 03 14
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一支出，请核对改动过的一张。
-- basis: 14表支出合计等于03表合计
-- absent: 没有支出
select f.book, '14!funds/spending_total.amount' as address, f.amount as left_value, '03!total.total'
    as other_address, coalesce(a.total, 0) as right_value,
    f.amount = coalesce(a.total, 0) as holds
from form_14_funds f left join form_03 a on a.book = f.book and a.row_key = 'total'
where f.row_key = 'spending_total';
