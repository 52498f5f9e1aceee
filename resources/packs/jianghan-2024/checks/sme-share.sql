-- id: sme-share
-- title: 面向中小企业的采购份额不低于三成
-- severity: hint
-- forms: 12
-- says: 面向中小企业的采购 {left}，不到采购总额的30%（{right}）；请确认能否多预留给中小企业。
-- basis: 政府采购应预留不低于30%的份额给中小企业
-- absent: 没有政府采购
select book, '12!total.for_smes' as address, for_smes as left_value, '12!total.amount' as other_address,
    (amount * 30 + 99) / 100 as right_value,
    for_smes * 100 >= amount * 30 as holds
from form_12 where row_kind = 'total' and amount > 0;
