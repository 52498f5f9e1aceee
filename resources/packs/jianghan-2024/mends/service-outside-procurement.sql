-- id: service-outside-procurement
-- label: 改填“{text}”
-- Not certain: there may be two purchases of the same amount.
with p as (
    select distinct book, unit_code, project, amount from form_12
    where row_kind = 'record' and amount > 0 and exists (select 1 from catalog_procurement c where c.level = 1
        and c.name = '服务' and form_12.catalog like '[' || c.code || '%')
)
select s.book, '13!' || s.row_key || '.in_procurement' as mend, '13!' || s.row_key || '.in_procurement' as cell,
    '是' as text, 0 as certain
from form_13 s
join p on p.book = s.book and p.unit_code = s.unit_code and p.project = s.project and p.amount = s.amount
where s.row_kind = 'record' and s.in_procurement <> '是'
