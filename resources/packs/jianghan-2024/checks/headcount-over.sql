-- id: headcount-over
-- title: 实有人数不超过编制
-- severity: 一上:hint 二上:warning
-- figures: integer
-- says: 单位 {unit} 的{kind}人员实有 {left} 人，超过编制 {right} 人；请核对人数，确属超编的说明原因。
-- basis: 在职人员不超过核定的编制
-- absent: 没有填在职人员
select book, 'entry/headcount/#' || id || '.actual' as address, actual as left_value,
    'entry/headcount/#' || id || '.authorised' as other_address, authorised as right_value, actual <= authorised as
        holds,
    unit_code as unit, case kind when 'administrative' then '行政' when 'institution' then '事业' else '工勤' end as kind
from fact_headcount where kind in ('administrative', 'institution', 'worker')
