-- id: sme-share
-- title: 面向中小企业的采购份额够数
-- severity: hint
-- forms: 12
-- left_is: 面向中小企业
-- right_is: 预留的最少数
-- says: 面向中小企业的采购 {left}，不到采购总额的{percent}%（{right}）；请确认能否多预留给中小企业。
-- basis: 政府采购应按规定的份额预留给中小企业
-- absent: 没有政府采购
select p.book, '12!total.for_smes' as address, p.for_smes as left_value, '12!total.amount' as other_address,
    (p.amount * t.value + 99) / 100 as right_value, p.for_smes * 100 >= p.amount * t.value as holds,
    t.value as percent
from form_12 p join catalog_threshold t on t.code = 'sme_share'
where p.row_kind = 'total' and p.amount > 0;
