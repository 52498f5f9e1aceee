-- id: tie-04-balance
-- title: 财政拨款收支平衡
-- severity: error
-- forms: 04
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；请核对财政拨款的收入、支出和年终结转。
-- basis: 财政拨款收入总计等于支出总计
select book, '04!r28.income' as address, income as left_value, '04!r28.spending' as other_address, spending
    as right_value,
    income = spending as holds
from form_04 where row_key = 'r28';
