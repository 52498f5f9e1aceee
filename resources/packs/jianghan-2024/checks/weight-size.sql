-- id: weight-size
-- title: 分值和权重比例在一和一百之间
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: integer
-- says: {place}是 {left}，分值和权重比例在 1 和 100 之间；请核对这个数。
-- basis: 分值权重和权重比例都是百分之几
-- absent: 没有填分值和权重比例
with w as (
    select book, project, row_key, 'weight' as item, weight as value from form_15_annual
    union all select book, project, row_key, 'weight_share', weight_share from form_15_annual
)
select book, '15/' || project || '!annual/' || row_key || '.' || item as address, value as left_value,
    '' as other_address, case when value < 0 then 0 else 100 end as right_value, value between 1 and 100 as holds
from w where value <> 0
