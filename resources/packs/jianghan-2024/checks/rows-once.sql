-- id: rows-once
-- title: 每个编码只有一行
-- severity: error
-- forms: 01 02 03 04 05 06 07 09 10 11 12 13 14 15
-- figures: text
-- structural: yes
-- says: {place}重复了：{left} 已经有一行；请把两行并成一行，或去掉多出的一行。
-- basis: 一张表里每个编码、合计、部门和固定的项目只有一行
-- absent: 各表都没有行
with r as (
    select book, '02' as form, row_kind, row_key from form_02
    union all select book, '03' as form, row_kind, row_key from form_03
    union all select book, '05' as form, row_kind, row_key from form_05
    union all select book, '06' as form, row_kind, row_key from form_06
    union all select book, '07' as form, row_kind, row_key from form_07
    union all select book, '09' as form, row_kind, row_key from form_09
    union all select book, '10' as form, row_kind, row_key from form_10
    union all select book, '11', row_kind, row_key from form_11 where row_kind in ('total', 'department')
    union all select book, '12', row_kind, row_key from form_12 where row_kind in ('total', 'department')
    union all select book, '13', row_kind, row_key from form_13 where row_kind in ('total', 'department')
    union all select book, '01', row_kind, row_key from form_01
    union all select book, '04', row_kind, row_key from form_04
    union all select book, '14', row_kind, row_key from form_14_funds
    union all select book, '15/' || project, row_kind, 'sources/' || row_key from form_15_sources
    union all select book, '15/' || project, row_kind, 'head/' || row_key from form_15_head
    union all select book, '15/' || project, row_kind, 'goals/' || row_key from form_15_goals
), k as (
    select book, form, row_kind, row_key, case when instr(row_key, '#') > 0
        then substr(row_key, 1, instr(row_key, '#') - 1) else row_key end as first from r
), d as (
    -- A department and its only unit may have one code.
    select book, form, row_key || '#2' as row_key from r where row_kind = 'department'
)
select k.book, k.form || '!' || case k.form when '14' then 'funds/' else '' end || k.row_key
    || case when k.form in ('01', '04', '12', '13', '14') or k.form like '15/%' then '' else '.code' end as address,
    first as left_value, '' as other_address, first as right_value,
    k.row_key = first or d.row_key is not null as holds
from k left join d on d.book = k.book and d.form = k.form and d.row_key = k.row_key and k.row_kind = 'unit'
