-- id: columns-02
-- title: 收入预算总表每行各栏相加正确
-- severity: error
-- forms: 02
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有收入
select book, '02!' || row_key || '.total' as address, total as left_value, '' as other_address,
    current + carryover as right_value, total = current + carryover as holds from form_02
union all select book, '02!' || row_key || '.current', current, '',
    current_general + current_gov_fund + current_state_capital + current_fiscal_account + current_service_income + current_business_income + current_higher_grant + current_subordinate_payment + current_other_income, current = current_general + current_gov_fund + current_state_capital + current_fiscal_account + current_service_income + current_business_income + current_higher_grant + current_subordinate_payment + current_other_income from form_02
union all select book, '02!' || row_key || '.carryover', carryover, '',
    carryover_general + carryover_gov_fund + carryover_state_capital + carryover_fiscal_account + carryover_own, carryover = carryover_general + carryover_gov_fund + carryover_state_capital + carryover_fiscal_account + carryover_own from form_02;
