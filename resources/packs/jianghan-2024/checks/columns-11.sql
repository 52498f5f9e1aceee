-- id: columns-11
-- title: 项目支出预算表每行各栏相加正确
-- severity: error
-- forms: 11
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有项目支出
select book, '11!' || row_key || '.total' as address, total as left_value, '' as other_address,
    current_general + current_gov_fund + current_state_capital + carryover_general + carryover_gov_fund + carryover_state_capital + fiscal_account + own as right_value, total = current_general + current_gov_fund + current_state_capital + carryover_general + carryover_gov_fund + carryover_state_capital + fiscal_account + own as holds from form_11;
