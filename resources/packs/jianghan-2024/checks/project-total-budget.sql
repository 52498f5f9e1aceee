-- id: project-total-budget
-- title: 非延续项目的总预算等于当年预算
-- severity: warning
-- forms: 11 14 15
-- says: {place}是 {left}，当年预算是 {right}，相差 {difference}；只有延续性项目的总预算可以不同，请核对，或说明原因。
-- basis: 一次性和常年项目的总预算就是当年预算
-- absent: 没有填总预算的非延续项目
select book, 'entry/project/#' || id || '.total_budget' as address, total_budget as left_value, ''
    as other_address, amount as right_value,
    total_budget = amount as holds
from fact_project where total_budget <> 0 and frequency <> 'continuing';
