-- id: units-02
-- title: 收入预算总表部门等于所属单位之和
-- severity: error
-- forms: 02
-- structural: yes
-- says: {place}是 {left}，所属各行相加是 {right}，相差 {difference}；请核对各单位的数。
-- basis: 部门等于所属各单位之和，合计等于各部门之和
-- absent: 没有收入
with t as materialized (
    select f.*, case row_kind when 'total' then 'department' else 'unit' end as part from form_02 f
        where row_kind in ('total', 'department')
), s as materialized (
    select book, row_kind as part, sum(total) as total, sum(current) as current, sum(carryover) as carryover,
        sum(current_general) as current_general, sum(current_gov_fund) as current_gov_fund,
        sum(current_state_capital) as current_state_capital, sum(current_fiscal_account)
        as current_fiscal_account, sum(current_service_income) as current_service_income,
        sum(current_business_income) as current_business_income, sum(current_higher_grant)
        as current_higher_grant, sum(current_subordinate_payment) as current_subordinate_payment,
        sum(current_other_income) as current_other_income, sum(carryover_general) as carryover_general,
        sum(carryover_gov_fund) as carryover_gov_fund, sum(carryover_state_capital) as carryover_state_capital,
        sum(carryover_fiscal_account) as carryover_fiscal_account, sum(carryover_own) as carryover_own
    from form_02 where row_kind in ('department', 'unit') group by book, row_kind
)
select t.book, '02!' || t.row_key || '.total' as address, t.total as left_value, '' as other_address, s.total
    as right_value, t.total = s.total as holds from t join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current', t.current, '', s.current, t.current = s.current
    from t join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover', t.carryover, '', s.carryover,
    t.carryover = s.carryover from t join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_general', t.current_general, '', s.current_general,
    t.current_general = s.current_general from t join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_gov_fund', t.current_gov_fund, '', s.current_gov_fund,
    t.current_gov_fund = s.current_gov_fund from t join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_state_capital', t.current_state_capital, '',
    s.current_state_capital, t.current_state_capital = s.current_state_capital from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_fiscal_account', t.current_fiscal_account, '',
    s.current_fiscal_account, t.current_fiscal_account = s.current_fiscal_account from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_service_income', t.current_service_income, '',
    s.current_service_income, t.current_service_income = s.current_service_income from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_business_income', t.current_business_income, '',
    s.current_business_income, t.current_business_income = s.current_business_income from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_higher_grant', t.current_higher_grant, '',
    s.current_higher_grant, t.current_higher_grant = s.current_higher_grant from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_subordinate_payment', t.current_subordinate_payment,
    '', s.current_subordinate_payment, t.current_subordinate_payment = s.current_subordinate_payment from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.current_other_income', t.current_other_income, '',
    s.current_other_income, t.current_other_income = s.current_other_income from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover_general', t.carryover_general, '',
    s.carryover_general, t.carryover_general = s.carryover_general from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover_gov_fund', t.carryover_gov_fund, '',
    s.carryover_gov_fund, t.carryover_gov_fund = s.carryover_gov_fund from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover_state_capital', t.carryover_state_capital, '',
    s.carryover_state_capital, t.carryover_state_capital = s.carryover_state_capital from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover_fiscal_account', t.carryover_fiscal_account, '',
    s.carryover_fiscal_account, t.carryover_fiscal_account = s.carryover_fiscal_account from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '02!' || t.row_key || '.carryover_own', t.carryover_own, '', s.carryover_own,
    t.carryover_own = s.carryover_own from t join s on s.book = t.book and s.part = t.part;
