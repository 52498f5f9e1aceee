-- id: tie-07-05
-- title: 基本支出表与分功能表一致
-- severity: error
-- forms: 05 07
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 07表合计等于05表基本支出，人员和公用各自相等
-- absent: 没有一般公共预算基本支出
with f as (select * from form_07 where row_key = 'total'), g as (select * from form_05 where row_key = 'total'),
m as materialized (
    select coalesce(f.book, g.book) as book, coalesce(f.total, 0) as total, coalesce(f.personnel, 0) as personnel,
        coalesce(f.operating, 0) as operating, coalesce(g.basic, 0) as g_basic, coalesce(g.personnel, 0) as
        g_personnel, coalesce(g.operating, 0) as g_operating
    from f full join g on g.book = f.book
)
select book, '07!total.total' as address, total as left_value, '05!total.basic' as other_address, g_basic as right_value,
    total = g_basic as holds from m
union all select book, '07!total.personnel', personnel, '05!total.personnel', g_personnel, personnel = g_personnel from m
union all select book, '07!total.operating', operating, '05!total.operating', g_operating, operating = g_operating from m
