-- id: micro-share
-- title: 预留份额中小微企业够数
-- severity: hint
-- forms: 12
-- left_is: 面向小微企业
-- right_is: 预留的最少数
-- says: 面向小微企业的采购 {left}，不到面向中小企业采购的{percent}%（{right}）；请确认能否多预留给小微企业。
-- basis: 预留给中小企业的份额中，小微企业有规定的比例
-- absent: 没有面向中小企业的采购
select p.book, '12!total.for_micro' as address, p.for_micro as left_value, '12!total.for_smes' as other_address,
    (p.for_smes * t.value + 99) / 100 as right_value, p.for_micro * 100 >= p.for_smes * t.value as holds,
    t.value as percent
from form_12 p join catalog_threshold t on t.code = 'micro_share'
where p.row_kind = 'total' and p.for_smes > 0;
