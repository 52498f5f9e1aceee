-- id: tie-14-02
-- title: 整体绩效表收入与收入预算总表一致
-- severity: error
-- forms: 02 14
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一收入，请核对改动过的一张。
-- basis: 14表收入构成等于02表本年收入与上年结转之和
-- absent: 没有收入
with t as (select * from form_02 where row_key = 'total'), m as (
    select book, 'income_grant' as row_key, 'total' as item,
        current_general + current_gov_fund + current_state_capital
        + carryover_general + carryover_gov_fund + carryover_state_capital as amount from t
    union all select book, 'income_fiscal_account', 'current_fiscal_account',
        current_fiscal_account + carryover_fiscal_account from t
    union all select book, 'income_unit_money', 'current_other_income',
        current_service_income + current_business_income + current_higher_grant
        + current_subordinate_payment + current_other_income + carryover_own from t
    union all select book, 'income_total', 'total', total from t
)
select m.book, '14!funds/' || m.row_key || '.amount' as address, f.amount as left_value, '02!total.' || m.item
    as other_address,
    m.amount as right_value, f.amount = m.amount as holds
from m join form_14_funds f on f.book = m.book and f.row_key = m.row_key;
