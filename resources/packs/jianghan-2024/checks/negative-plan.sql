-- id: negative-plan
-- title: 采购、资产、总预算和上年的金额不是负数
-- severity: 一上:hint 二上:warning
-- forms: 12 13 14 15
-- says: {place}是负数 {left}；请核对正负号，确应如此的说明原因。
-- basis: 采购、购买服务、资产配置、项目总预算和以前年度的预算、执行数都不小于零
-- absent: 没有填采购、资产、项目总预算和以前年度的数
with a as (
    select book, 'entry/procurement/#' || id || '.unit_price' as place, unit_price as amount from fact_procurement
    union all select book, 'entry/procurement/#' || id || '.for_smes', for_smes from fact_procurement
    union all select book, 'entry/procurement/#' || id || '.for_micro', for_micro from fact_procurement
    union all select book, 'entry/service/#' || id || '.amount', amount from fact_service
    union all select book, 'entry/asset_plan/#' || id || '.amount', amount from fact_asset
    union all select book, 'entry/project/#' || id || '.total_budget', total_budget from fact_project
    union all select book, 'entry/project_year/#' || id || '.budget', budget from fact_project_year
    union all select book, 'entry/project_year/#' || id || '.executed', executed from fact_project_year
    union all select book, 'entry/project_year/#' || id || '.executed_to_date', executed_to_date from fact_project_year
    union all select book, 'entry/prior/#' || id || '.value', amount from fact_prior
    union all select book, 'entry/control/#' || id || '.amount', amount from fact_control
)
select book, place as address, amount as left_value, '' as other_address, 0 as right_value, amount >= 0 as holds
from a where amount <> 0
