-- id: total-budget-15
-- title: 项目总预算与当年预算相称
-- severity: warning
-- forms: 15
-- received: yes
-- says: {place}是 {left}，当年预算是 {right}；延续性项目的总预算不小于当年预算，其他项目两者相等，请核对，或说明原因。
-- basis: 一次性和常年项目的总预算就是当年预算，延续性项目的总预算包括今年
-- absent: 没有填项目总预算
select book, '15/' || project || '!head/row.total_budget' as address, total_budget as left_value,
    '15/' || project || '!head/row.amount' as other_address, amount as right_value,
    case frequency when 'continuing' then total_budget >= amount else total_budget = amount end as holds
from form_15_head where total_budget <> 0
