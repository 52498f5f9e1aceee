-- id: continuing-total
-- title: 延续性项目填写总预算
-- severity: hint
-- forms: 14 15
-- says: {place}没有填；延续性项目的总预算包括以后年度，请填写。
-- basis: 延续性项目要报项目总预算
-- absent: 没有延续性项目
select book, 'entry/project/#' || id || '.total_budget' as address, total_budget as left_value, ''
    as other_address, amount as right_value,
    total_budget <> 0 as holds
from fact_project where frequency = 'continuing';
