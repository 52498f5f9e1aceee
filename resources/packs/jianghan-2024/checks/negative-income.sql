-- id: negative-income
-- title: 收入金额不是负数
-- severity: warning
-- forms: 02
-- says: {place}是负数 {left}；请核对收入。
-- basis: 收入预算一般不列负数
-- absent: 没有手工填写的收入
select book, 'entry/income/#' || id || '.amount' as address, amount as left_value, '' as other_address, 0
    as right_value, amount >= 0 as holds
from fact_funding where amount <> 0;
