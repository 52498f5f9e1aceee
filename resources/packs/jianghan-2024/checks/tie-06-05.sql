-- id: tie-06-05
-- title: 分单位表与分功能表合计一致
-- severity: error
-- forms: 05 06
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 06表合计行五栏等于05表合计行
-- absent: 没有一般公共预算支出
with f as (select * from form_06 where row_key = 'total'), g as (select * from form_05 where row_key = 'total'),
m as materialized (
    select coalesce(f.book, g.book) as book, coalesce(f.total, 0) as total, coalesce(f.basic, 0) as basic,
        coalesce(f.personnel, 0) as personnel, coalesce(f.operating, 0) as operating, coalesce(f.project, 0) as
        project, coalesce(g.total, 0) as g_total, coalesce(g.basic, 0) as g_basic, coalesce(g.personnel, 0) as
        g_personnel, coalesce(g.operating, 0) as g_operating, coalesce(g.project, 0) as g_project
    from f full join g on g.book = f.book
)
select book, '06!total.total' as address, total as left_value, '05!total.total' as other_address, g_total as right_value,
    total = g_total as holds from m
union all select book, '06!total.basic', basic, '05!total.basic', g_basic, basic = g_basic from m
union all select book, '06!total.personnel', personnel, '05!total.personnel', g_personnel, personnel = g_personnel from m
union all select book, '06!total.operating', operating, '05!total.operating', g_operating, operating = g_operating from m
union all select book, '06!total.project', project, '05!total.project', g_project, project = g_project from m
