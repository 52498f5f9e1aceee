-- What a phrase may name, in this year's forms (ago 0) and in last year's figures. One may stand in several places:
-- a sentence is right when it says one of them.
with n (book, subject, address, value) as (
    select book, 'total', '01!r28.spending', spending from form_01 where row_key = 'r28'
    union all select book, 'income', '01!' || row_key || '.income', income from form_01 where row_key in ('r28', 'r26')
    union all select book, 'spending', '01!' || row_key || '.spending', spending from form_01
        where row_key in ('r28', 'r26')
    union all select book, 'brought_forward', '01!r27.income', income from form_01 where row_key = 'r27'
    union all select book, 'brought_forward', '04!' || row_key || '.income', income from form_04
        where row_key in ('r05', 'r06', 'r07', 'r08')
    union all select book, 'brought_forward', '11!total.carryover_general', carryover_general from form_11
        where row_kind = 'total'
    union all select book, 'brought_forward', '11!total.carryover_gov_fund', carryover_gov_fund from form_11
        where row_kind = 'total'
    union all select book, 'brought_forward', '11!total.carryover_state_capital', carryover_state_capital from form_11
        where row_kind = 'total'
    union all select book, 'carried_forward', '01!r27.spending', spending from form_01 where row_key = 'r27'
    union all select book, 'carried_forward', '04!r27.spending', spending from form_04 where row_key = 'r27'
    union all select book, 'fiscal_account', '11!total.fiscal_account', fiscal_account from form_11
        where row_kind = 'total'
    union all select book, case row_key when 'r01' then 'general_income' when 'r02' then 'gov_fund' when 'r03' then
            'state_capital' when 'r04' then 'fiscal_account' when 'r05' then 'service_income' when 'r06' then
            'business_income' when 'r07' then 'higher_grant' when 'r08' then 'subordinate_payment' else 'other_income'
        end, '01!' || row_key || '.income', income from form_01
        where row_key in ('r01', 'r02', 'r03', 'r04', 'r05', 'r06', 'r07', 'r08', 'r09')
    union all select book, 'grants', '04!' || row_key || '.income', income from form_04 where row_key in ('r28', 'r01')
    union all select book, 'general', '04!r02.income', income from form_04 where row_key = 'r02'
    union all select book, 'general', '05!total.total', total from form_05 where row_key = 'total'
    union all select book, 'general_income', '05!total.total', total from form_05 where row_key = 'total'
    union all select book, 'general_income', '11!total.current_general', current_general from form_11
        where row_kind = 'total'
    union all select book, 'general_income', '04!r01.income', sum(income) from form_04 where row_key in ('r02', 'r06')
        group by book
    union all select book, 'gov_fund', '09!total.total', total from form_09 where row_key = 'total'
    union all select book, 'gov_fund', '11!total.current_gov_fund', current_gov_fund from form_11
        where row_kind = 'total'
    union all select book, 'state_capital', '10!total.total', total from form_10 where row_key = 'total'
    union all select book, 'state_capital', '11!total.current_state_capital', current_state_capital from form_11
        where row_kind = 'total'
    union all select book, 'basic', '03!total.basic', basic from form_03 where row_key = 'total'
    union all select book, 'basic', '05!total.basic', basic from form_05 where row_key = 'total'
    union all select book, 'project', '03!total.project', project from form_03 where row_key = 'total'
    union all select book, 'project', '05!total.project', project from form_05 where row_key = 'total'
    union all select book, 'basic', '09!total.basic', basic from form_09 where row_key = 'total'
    union all select book, 'basic', '10!total.basic', basic from form_10 where row_key = 'total'
    union all select book, 'project', '09!total.project', project from form_09 where row_key = 'total'
    union all select book, 'project', '10!total.project', project from form_10 where row_key = 'total'
    union all select book, 'business', '03!total.business', business from form_03 where row_key = 'total'
    union all select book, 'remit_up', '03!total.remit_up', remit_up from form_03 where row_key = 'total'
    union all select book, 'aid_down', '03!total.aid_down', aid_down from form_03 where row_key = 'total'
    union all select book, 'personnel', '05!total.personnel', personnel from form_05 where row_key = 'total'
    union all select book, 'personnel', '14!funds/spending_personnel.amount', amount from form_14_funds
        where row_key = 'spending_personnel'
    union all select book, 'operating', '05!total.operating', operating from form_05 where row_key = 'total'
    union all select book, 'operating', '14!funds/spending_operating.amount', amount from form_14_funds
        where row_key = 'spending_operating'
    union all select f.book, 'agency_running', '05!total.operating', coalesce(sum(s.amount), 0) from form_05 f
        left join sum_by_function s on s.book = f.book and s.fund = 'general' and s.source = 'current'
            and s.nature = 'operating' and s.unit_kind in ('administrative', 'participating')
        where f.row_key = 'total' group by f.book
    union all select b.book, 'three_public', '08!row.total', coalesce(f.total, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'three_public.abroad', '08!row.abroad', coalesce(f.abroad, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'three_public.reception', '08!row.reception', coalesce(f.reception, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'three_public.car_purchase', '08!row.car_purchase', coalesce(f.car_purchase, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'three_public.car_running', '08!row.car_running', coalesce(f.car_running, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'cars', '08!row.cars', coalesce(f.cars, 0) from fact_book b
        left join form_08 f on f.book = b.book
    union all select b.book, 'procurement', '12!total.amount', coalesce(p.amount, 0) from fact_book b
        left join form_12 p on p.book = b.book and p.row_kind = 'total'
    union all select b.book, 'procurement.' || k.code, '12!total.amount', coalesce(sum(p.amount), 0) from fact_book b
        cross join (select 'A' as code union all select 'B' union all select 'C') k
        left join form_12 p on p.book = b.book and p.row_kind = 'record' and substr(p.catalog, 2, 1) = k.code
        group by b.book, k.code
    union all select b.book, 'service', '13!total.amount', coalesce(p.amount, 0) from fact_book b
        left join form_13 p on p.book = b.book and p.row_kind = 'total'
    union all select book, 'performance', '01!r28.spending', spending from form_01 where row_key = 'r28'
    union all select book, 'performance', '11!total.total', total from form_11 where row_kind = 'total'
    union all select book, 'project.' || name, '11!' || row_key || '.total', total from form_11 where row_kind = 'record'
    union all select book, 'project.' || name, '11!' || row_key || '.current_general', current_general from form_11
        where row_kind = 'record'
    union all select f.book, case length(f.row_key) when 3 then 'class.' || f.row_key else 'function.' || c.name end,
        '03!' || f.row_key || '.total', f.total from form_03 f join catalog_function c on c.code = f.row_key
        where length(f.row_key) in (3, 7)
    union all select f.book, case length(f.row_key) when 3 then 'class.' || f.row_key else 'function.' || c.name end,
        '05!' || f.row_key || '.total', f.total from form_05 f join catalog_function c on c.code = f.row_key
        where length(f.row_key) in (3, 7)
    union all select f.book, 'function.' || c.name, '09!' || f.row_key || '.total', f.total
        from form_09 f join catalog_function c on c.code = f.row_key where length(f.row_key) = 7
    union all select f.book, 'function.' || c.name, '10!' || f.row_key || '.total', f.total
        from form_10 f join catalog_function c on c.code = f.row_key where length(f.row_key) = 7
    union all select f.book, 'class.' || c.code, '04!' || f.row_key || '.spending', f.spending from form_04 f
        join catalog_function c on c.level = 1 and c.name = substr(f.spending_item, instr(f.spending_item, '）') + 1)
    union all select book, 'economic.' || row_key, '07!' || row_key || '.total', total from form_07
        where length(row_key) = 3
    union all select s.book, s.subject, '03!' || substr(s.subject, 7), 0 from said_statement s
        where s.subject like 'class.%' and substr(s.subject, 7) not in (select row_key from form_03)
    union all select s.book, s.subject, '07!' || substr(s.subject, 10), 0 from said_statement s
        where s.subject like 'economic.%' and substr(s.subject, 10) not in (select row_key from form_07)
), p (book, measure, ago, value) as (
    select book, measure, cast(ago as integer), amount from fact_prior where unit_code = '' and stage = 'budget'
), same (subject, measure) as (
    values ('income', 'total'), ('spending', 'total'), ('grants', 'income.grant'), ('general_income', 'general'),
        ('personnel', 'spending.personnel'), ('operating', 'spending.operating')
), h (book, subject, address, value) as (
    select book, case kind when 'administrative' then 'people.administrative_posts' else 'people.institution_posts' end,
        'entry/headcount', sum(authorised) from fact_headcount where kind in ('administrative', 'institution')
        group by book, kind
    union all select book, 'people.posts', 'entry/headcount', sum(authorised) from fact_headcount
        where kind in ('administrative', 'institution', 'worker') group by book
    union all select book, 'people.staff', 'entry/headcount', sum(actual) from fact_headcount
        where kind in ('administrative', 'institution', 'worker') group by book
    union all select book, 'people.retired', 'entry/headcount', sum(actual) from fact_headcount
        where kind = 'retired' group by book
    union all select b.book, 'cars_owned', 'entry/state_asset', sum(a.count) from fact_book b
        join state_asset a on a.count is not null and exists (select 1 from catalog_word w where w.topic = 'car'
            and instr(a.kind, w.word) > 0)
        group by b.book
)
select book, subject, 0 as ago, 'amount' as kind, address, value from n
union all select book, measure, ago, 'amount', 'entry/prior', value from p
union all select p.book, s.subject, p.ago, 'amount', 'entry/prior', p.value from p join same s on s.measure = p.measure
union all select book, subject, 0, 'count', address, value * 100 from h
