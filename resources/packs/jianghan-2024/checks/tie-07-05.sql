-- id: tie-07-05
-- title: 基本支出表与分功能表一致
-- severity: error
-- forms: 05 07
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 07表合计等于05表基本支出，人员和公用各自相等
-- absent: 没有一般公共预算基本支出
with f as (select * from form_07 where row_key = 'total'), g as (select * from form_05 where row_key = 'total')
select book, '07!total.total' as address, coalesce(f.total, 0) as left_value, '05!total.basic'
    as other_address, coalesce(g.basic, 0) as right_value, coalesce(f.total, 0) = coalesce(g.basic, 0) as holds
    from f full join g using (book)
union all select book, '07!total.personnel', coalesce(f.personnel, 0), '05!total.personnel',
    coalesce(g.personnel, 0), coalesce(f.personnel, 0) = coalesce(g.personnel, 0) from f full
    join g using (book)
union all select book, '07!total.operating', coalesce(f.operating, 0), '05!total.operating',
    coalesce(g.operating, 0), coalesce(f.operating, 0) = coalesce(g.operating, 0) from f full
    join g using (book);
