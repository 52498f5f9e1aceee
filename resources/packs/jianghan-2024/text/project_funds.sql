-- columns: name amount
with f as (select * from form_11 where row_kind = 'total')
select name, amount from (
    select 1 as place, '一般公共预算本年拨款' as name, current_general as amount from f
    union all select 2, '政府性基金预算本年拨款', current_gov_fund from f
    union all select 3, '国有资本经营预算本年拨款', current_state_capital from f
    union all select 4, '一般公共预算上年结转结余', carryover_general from f
    union all select 5, '政府性基金预算上年结转结余', carryover_gov_fund from f
    union all select 6, '国有资本经营预算上年结转结余', carryover_state_capital from f
    union all select 7, '财政专户管理资金', fiscal_account from f
    union all select 8, '单位资金', own from f
) where amount <> 0 order by place
