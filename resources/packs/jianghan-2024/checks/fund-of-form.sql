-- id: fund-of-form
-- title: 各表的科目属于该表的资金
-- severity: warning
-- forms: 05 09 10 12 13
-- figures: text
-- received: yes
-- says: {place}的科目 {code}“{name}”属于“{right}”，不应列在“{left}”里；请核对科目或资金性质。
-- basis: 05表列一般公共预算的科目，09表列政府性基金的科目，10表列国有资本经营预算的科目
-- absent: 自己的预算由“资金性质与功能科目相符”逐行审核
with r as (
    select book, '05!' || row_key || '.code' as place, row_key as code, 'general' as fund from form_05
    union all select book, '09!' || row_key || '.code', row_key, 'gov_fund' from form_09
    union all select book, '10!' || row_key || '.code', row_key, 'state_capital' from form_10
    union all select p.book, '12!' || p.row_key || '.function',
        substr(p.function, instr(p.function, '[') + 1, instr(p.function, ']') - instr(p.function, '[') - 1), f.code
        from form_12 p join catalog_fund f on f.print_name = p.fund and p.row_kind = 'record'
    union all select p.book, '13!' || p.row_key || '.function',
        substr(p.function, instr(p.function, '[') + 1, instr(p.function, ']') - instr(p.function, '[') - 1), f.code
        from form_13 p join catalog_fund f on f.print_name = p.fund and p.row_kind = 'record'
)
select r.book, r.place as address, f.name as left_value, '' as other_address, g.name as right_value,
    r.fund = c.fund or (c.fund = 'general' and r.fund not in ('gov_fund', 'state_capital')) as holds, r.code, c.name
from r
join catalog_function c on c.code = r.code and c.fund <> ''
join catalog_fund f on f.code = r.fund
join catalog_fund g on g.code = c.fund
where r.code not in (select parent from catalog_function where parent in (select code from r))
