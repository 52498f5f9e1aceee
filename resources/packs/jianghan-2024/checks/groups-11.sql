-- id: groups-11
-- title: 项目支出预算表合计等于各组和各项目之和
-- severity: error
-- forms: 11
-- structural: yes
-- says: {place}是 {left}，各{kind}相加是 {right}，相差 {difference}；请核对各项目的数。
-- basis: 合计等于各部门、各单位、各类别、各项目之和
-- absent: 没有项目支出
with t as materialized (select * from form_11 where row_kind = 'total'), s as materialized (
    select book, case row_kind when 'department' then '部门' when 'unit' then '单位' when 'category' then '类别'
        else '项目' end as kind, sum(total) as total, sum(current_general) as current_general,
        sum(current_gov_fund) as current_gov_fund, sum(current_state_capital) as current_state_capital,
        sum(carryover_general) as carryover_general, sum(carryover_gov_fund) as carryover_gov_fund,
        sum(carryover_state_capital) as carryover_state_capital, sum(fiscal_account) as fiscal_account, sum(own)
        as own
    from form_11 where row_kind <> 'total' group by book, row_kind
)
select t.book, '11!total.total' as address, t.total as left_value, '' as other_address, s.total as right_value,
    t.total = s.total as holds, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.current_general', t.current_general, '', s.current_general,
    t.current_general = s.current_general, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.current_gov_fund', t.current_gov_fund, '', s.current_gov_fund,
    t.current_gov_fund = s.current_gov_fund, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.current_state_capital', t.current_state_capital, '',
    s.current_state_capital, t.current_state_capital = s.current_state_capital, s.kind from t
    join s on s.book = t.book
union all select t.book, '11!total.carryover_general', t.carryover_general, '', s.carryover_general,
    t.carryover_general = s.carryover_general, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.carryover_gov_fund', t.carryover_gov_fund, '', s.carryover_gov_fund,
    t.carryover_gov_fund = s.carryover_gov_fund, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.carryover_state_capital', t.carryover_state_capital, '',
    s.carryover_state_capital, t.carryover_state_capital = s.carryover_state_capital, s.kind from t
    join s on s.book = t.book
union all select t.book, '11!total.fiscal_account', t.fiscal_account, '', s.fiscal_account,
    t.fiscal_account = s.fiscal_account, s.kind from t join s on s.book = t.book
union all select t.book, '11!total.own', t.own, '', s.own, t.own = s.own, s.kind from t
    join s on s.book = t.book;
