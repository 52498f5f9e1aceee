-- id: tie-01-balance
-- title: 收支预算总表收支平衡
-- severity: error
-- forms: 01
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；请核对收入和支出，使两边总计相等。
-- basis: 收入总计等于支出总计
select book, '01!r28.income' as address, income as left_value, '01!r28.spending' as other_address, spending
    as right_value,
    income = spending as holds
from form_01 where row_key = 'r28';
