-- id: micro-share
-- title: 预留份额中小微企业不低于六成
-- severity: hint
-- forms: 12
-- says: 面向小微企业的采购 {left}，不到面向中小企业采购的60%（{right}）；请确认能否多预留给小微企业。
-- basis: 预留给中小企业的份额中，小微企业不低于60%
-- absent: 没有面向中小企业的采购
select book, '12!total.for_micro' as address, for_micro as left_value, '12!total.for_smes' as other_address,
    (for_smes * 60 + 99) / 100 as right_value,
    for_micro * 100 >= for_smes * 60 as holds
from form_12 where row_kind = 'total' and for_smes > 0;
