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
), m as materialized (
    select t.*, s.total as s_total, s.current as s_current, s.carryover as s_carryover, s.current_general as
        s_current_general, s.current_gov_fund as s_current_gov_fund, s.current_state_capital as
        s_current_state_capital, s.current_fiscal_account as s_current_fiscal_account, s.current_service_income
        as s_current_service_income, s.current_business_income as s_current_business_income,
        s.current_higher_grant as s_current_higher_grant, s.current_subordinate_payment as
        s_current_subordinate_payment, s.current_other_income as s_current_other_income, s.carryover_general as
        s_carryover_general, s.carryover_gov_fund as s_carryover_gov_fund, s.carryover_state_capital as
        s_carryover_state_capital, s.carryover_fiscal_account as s_carryover_fiscal_account, s.carryover_own as
        s_carryover_own
    from t join s on s.book = t.book and s.part = t.part
)
select book, '02!' || row_key || '.total' as address, total as left_value, '' as other_address, s_total as right_value,
    total = s_total as holds from m
union all select book, '02!' || row_key || '.current', current, '', s_current, current = s_current from m
union all select book, '02!' || row_key || '.carryover', carryover, '', s_carryover, carryover = s_carryover from m
union all select book, '02!' || row_key || '.current_general', current_general, '', s_current_general,
    current_general = s_current_general from m
union all select book, '02!' || row_key || '.current_gov_fund', current_gov_fund, '', s_current_gov_fund,
    current_gov_fund = s_current_gov_fund from m
union all select book, '02!' || row_key || '.current_state_capital', current_state_capital, '', s_current_state_capital,
    current_state_capital = s_current_state_capital from m
union all select book, '02!' || row_key || '.current_fiscal_account', current_fiscal_account, '', s_current_fiscal_account,
    current_fiscal_account = s_current_fiscal_account from m
union all select book, '02!' || row_key || '.current_service_income', current_service_income, '', s_current_service_income,
    current_service_income = s_current_service_income from m
union all select book, '02!' || row_key || '.current_business_income', current_business_income, '', s_current_business_income,
    current_business_income = s_current_business_income from m
union all select book, '02!' || row_key || '.current_higher_grant', current_higher_grant, '', s_current_higher_grant,
    current_higher_grant = s_current_higher_grant from m
union all select book, '02!' || row_key || '.current_subordinate_payment', current_subordinate_payment, '', s_current_subordinate_payment,
    current_subordinate_payment = s_current_subordinate_payment from m
union all select book, '02!' || row_key || '.current_other_income', current_other_income, '', s_current_other_income,
    current_other_income = s_current_other_income from m
union all select book, '02!' || row_key || '.carryover_general', carryover_general, '', s_carryover_general,
    carryover_general = s_carryover_general from m
union all select book, '02!' || row_key || '.carryover_gov_fund', carryover_gov_fund, '', s_carryover_gov_fund,
    carryover_gov_fund = s_carryover_gov_fund from m
union all select book, '02!' || row_key || '.carryover_state_capital', carryover_state_capital, '', s_carryover_state_capital,
    carryover_state_capital = s_carryover_state_capital from m
union all select book, '02!' || row_key || '.carryover_fiscal_account', carryover_fiscal_account, '', s_carryover_fiscal_account,
    carryover_fiscal_account = s_carryover_fiscal_account from m
union all select book, '02!' || row_key || '.carryover_own', carryover_own, '', s_carryover_own,
    carryover_own = s_carryover_own from m
