-- id: within-11-02
-- title: 项目支出不超过单位这种资金的收入
-- severity: error
-- forms: 02 11
-- right_is: 这种资金的收入
-- says: {place}是 {left}，超过02表这个单位这种资金的收入 {right}，多出 {difference}；请核对资金性质和收入，别处有负数冲减的说明原因。
-- basis: 每个单位每种资金的项目支出不超过它的收入和上年结转
-- absent: 没有项目
with f as (
    select g.book, g.row_key, g.code, 'current_general' as which, g.current_general as spent, u.current_general as income
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'current_gov_fund', g.current_gov_fund, u.current_gov_fund
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'current_state_capital', g.current_state_capital, u.current_state_capital
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'carryover_general', g.carryover_general, u.carryover_general
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'carryover_gov_fund', g.carryover_gov_fund, u.carryover_gov_fund
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'carryover_state_capital', g.carryover_state_capital,
        u.carryover_state_capital
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'fiscal_account', g.fiscal_account,
        u.current_fiscal_account + u.carryover_fiscal_account
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
    union all select g.book, g.row_key, g.code, 'own', g.own, u.current_service_income + u.current_business_income
        + u.current_higher_grant + u.current_subordinate_payment + u.current_other_income + u.carryover_own
        from form_11 g join form_02 u on u.book = g.book and u.row_key = g.code where g.row_kind = 'unit'
)
select book, '11!' || row_key || '.' || which as address, spent as left_value, '02!' || code || '.total' as other_address,
    income as right_value, spent <= income as holds
from f where spent <> 0
