-- id: tie-14-05
-- title: 整体绩效表人员类支出不少于05表人员经费
-- severity: error
-- forms: 05 14
-- says: {place}是 {left}，小于{other_place}的 {right}；人员类支出包括全部人员经费，请核对，其他资金有负数冲减的说明原因。
-- basis: 14表人员类支出包括各种资金的人员经费
-- absent: 没有支出
select f.book, '14!funds/spending_personnel.amount' as address, f.amount as left_value, '05!total.personnel'
    as other_address,
    coalesce(a.personnel, 0) as right_value, f.amount >= coalesce(a.personnel, 0) as holds
from form_14_funds f left join form_05 a on a.book = f.book and a.row_key = 'total'
where f.row_key = 'spending_personnel';
