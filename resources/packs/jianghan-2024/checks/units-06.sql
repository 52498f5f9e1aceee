-- id: units-06
-- title: 一般公共预算支出表(分单位)部门等于所属单位之和
-- severity: error
-- forms: 06
-- structural: yes
-- says: {place}是 {left}，所属各行相加是 {right}，相差 {difference}；请核对各单位的数。
-- basis: 部门等于所属各单位之和，合计等于各部门之和
-- absent: 没有一般公共预算支出
with t as materialized (
    select f.*, case row_kind when 'total' then 'department' else 'unit' end as part from form_06 f
        where row_kind in ('total', 'department')
), s as materialized (
    select book, row_kind as part, sum(total) as total, sum(basic) as basic, sum(personnel) as personnel,
        sum(operating) as operating, sum(project) as project
    from form_06 where row_kind in ('department', 'unit') group by book, row_kind
), m as materialized (
    select t.*, s.total as s_total, s.basic as s_basic, s.personnel as s_personnel, s.operating as s_operating,
        s.project as s_project
    from t join s on s.book = t.book and s.part = t.part
)
select book, '06!' || row_key || '.total' as address, total as left_value, '' as other_address, s_total as right_value,
    total = s_total as holds from m
union all select book, '06!' || row_key || '.basic', basic, '', s_basic, basic = s_basic from m
union all select book, '06!' || row_key || '.personnel', personnel, '', s_personnel, personnel = s_personnel from m
union all select book, '06!' || row_key || '.operating', operating, '', s_operating, operating = s_operating from m
union all select book, '06!' || row_key || '.project', project, '', s_project, project = s_project from m
