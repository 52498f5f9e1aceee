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
)
select t.book, '06!' || t.row_key || '.total' as address, t.total as left_value, '' as other_address, s.total
    as right_value, t.total = s.total as holds from t join s on s.book = t.book and s.part = t.part
union all select t.book, '06!' || t.row_key || '.basic', t.basic, '', s.basic, t.basic = s.basic from t
    join s on s.book = t.book and s.part = t.part
union all select t.book, '06!' || t.row_key || '.personnel', t.personnel, '', s.personnel,
    t.personnel = s.personnel from t join s on s.book = t.book and s.part = t.part
union all select t.book, '06!' || t.row_key || '.operating', t.operating, '', s.operating,
    t.operating = s.operating from t join s on s.book = t.book and s.part = t.part
union all select t.book, '06!' || t.row_key || '.project', t.project, '', s.project, t.project = s.project
    from t join s on s.book = t.book and s.part = t.part;
