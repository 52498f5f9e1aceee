-- id: tie-01-02
-- title: 收支预算总表的收入与收入预算总表一致
-- severity: error
-- forms: 01 02
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一收入，请核对改动过的一张。
-- basis: 01表收入各项等于02表合计行各栏
-- absent: 没有收入
with t as (select * from form_02 where row_key = 'total'), m as materialized (
    select book, 'r01' as row_key, 'current_general' as item, current_general as amount from t
    union all select book, 'r02', 'current_gov_fund', current_gov_fund from t
    union all select book, 'r03', 'current_state_capital', current_state_capital from t
    union all select book, 'r04', 'current_fiscal_account', current_fiscal_account from t
    union all select book, 'r05', 'current_service_income', current_service_income from t
    union all select book, 'r06', 'current_business_income', current_business_income from t
    union all select book, 'r07', 'current_higher_grant', current_higher_grant from t
    union all select book, 'r08', 'current_subordinate_payment', current_subordinate_payment from t
    union all select book, 'r09', 'current_other_income', current_other_income from t
    union all select book, 'r26', 'current', current from t
    union all select book, 'r27', 'carryover', carryover from t
    union all select book, 'r28', 'total', total from t
)
select m.book, '01!' || m.row_key || '.income' as address, f.income as left_value, '02!total.' || m.item
    as other_address,
    m.amount as right_value, f.income is not distinct from m.amount as holds
from m left join form_01 f on f.book = m.book and f.row_key = m.row_key;
