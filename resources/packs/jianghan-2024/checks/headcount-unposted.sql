-- id: headcount-unposted
-- title: 离退休和编外人员不占编制
-- severity: 一上:hint 二上:warning
-- figures: integer
-- says: 单位 {unit} 的{kind}人员填了编制 {left} 人；这类人员没有编制，请改填实有数。
-- basis: 编制只核给在职的行政、事业和工勤人员
-- absent: 没有离退休和编外人员
select book, 'entry/headcount/#' || id || '.authorised' as address, authorised as left_value, '' as other_address,
    0 as right_value, authorised = 0 as holds, unit_code as unit,
    case kind when 'retired' then '离退休' else '编外' end as kind
from fact_headcount where kind in ('retired', 'outside')
