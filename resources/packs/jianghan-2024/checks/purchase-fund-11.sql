-- id: purchase-fund-11
-- title: 采购和服务用的资金项目里够
-- severity: warning
-- forms: 11 12 13
-- left_is: 这种资金安排的采购
-- right_is: 项目的这种资金
-- says: 项目“{project}”用“{fund}”安排的{label}共 {left}，11表这个项目的这种资金只有 {right}，多出 {difference}；请核对资金性质和金额。
-- basis: 12、13表的金额是11表同一项目同一种资金的一部分
-- absent: 没有列在项目里的采购和购买服务
with b as (
    select book, '12' as form, '政府采购' as label, unit_name, project, fund, min(row_key) as row_key,
        sum(amount) as amount from form_12 where row_kind = 'record' and project <> ''
    group by book, unit_name, project, fund
    union all select book, '13', '购买服务', unit_name, project, fund, min(row_key), sum(amount) from form_13
    where row_kind = 'record' and project <> '' group by book, unit_name, project, fund
), k as (
    select b.*, f.code, g.row_key as project_key, case f.code when 'general' then g.current_general + g.carryover_general
            when 'gov_fund' then g.current_gov_fund + g.carryover_gov_fund
            when 'state_capital' then g.current_state_capital + g.carryover_state_capital
            when 'fiscal_account' then g.fiscal_account else g.own end as money
    from b
    join catalog_fund f on f.print_name = b.fund
    join form_11 g on g.book = b.book and g.row_kind = 'record' and g.name = b.project and g.unit_name = b.unit_name
)
select book, form || '!' || row_key || '.amount' as address, amount as left_value,
    '11!' || project_key || case code when 'general' then '.current_general' when 'gov_fund' then '.current_gov_fund'
        when 'state_capital' then '.current_state_capital' when 'fiscal_account' then '.fiscal_account' else '.own' end
        as other_address, money as right_value, amount <= money as holds, project, fund, label
from k
