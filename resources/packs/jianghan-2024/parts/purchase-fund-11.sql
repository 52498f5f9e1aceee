-- id: purchase-fund-11
-- limit: yes
with b as (
    select book, '12' as form, unit_name, project, fund, min(row_key) as row_key from form_12
    where row_kind = 'record' and project <> '' group by book, unit_name, project, fund
    union all select book, '13', unit_name, project, fund, min(row_key) from form_13
    where row_kind = 'record' and project <> '' group by book, unit_name, project, fund
), s as (
    select b.*, f.code from b join catalog_fund f on f.print_name = b.fund
)
select s.book, s.form || '!' || s.row_key || '.amount' as address, 'entry/procurement/#' || p.id || '.unit_price'
    as cell, p.unit_price as value, p.quantity as times, 0 as whole
from s join fact_procurement p on s.form = '12' and p.book = s.book and p.unit_name = s.unit_name
    and p.project = s.project and p.fund = s.code
union all
select s.book, s.form || '!' || s.row_key || '.amount', 'entry/service/#' || p.id || '.amount', p.amount, 1, 0
from s join fact_service p on s.form = '13' and p.book = s.book and p.unit_name = s.unit_name
    and p.project = s.project and p.fund = s.code
union all
select s.book, s.form || '!' || s.row_key || '.amount', 'entry/project_spending/#' || l.id || '.amount', l.amount, -1, 0
from s join fact_project j on j.book = s.book and j.unit_name = s.unit_name and j.name = s.project
join fact_line l on l.book = s.book and l.project_ref = j.id and l.fund = s.code
