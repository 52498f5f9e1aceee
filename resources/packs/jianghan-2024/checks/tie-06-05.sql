-- id: tie-06-05
-- title: 分单位表与分功能表合计一致
-- severity: error
-- forms: 05 06
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 06表合计行五栏等于05表合计行
-- absent: 没有一般公共预算支出
with f as (select * from form_06 where row_key = 'total'), g as (select * from form_05 where row_key = 'total')
select book, '06!total.total' as address, coalesce(f.total, 0) as left_value, '05!total.total'
    as other_address, coalesce(g.total, 0) as right_value, coalesce(f.total, 0) = coalesce(g.total, 0) as holds
    from f full join g using (book)
union all select book, '06!total.basic', coalesce(f.basic, 0), '05!total.basic', coalesce(g.basic, 0),
    coalesce(f.basic, 0) = coalesce(g.basic, 0) from f full join g using (book)
union all select book, '06!total.personnel', coalesce(f.personnel, 0), '05!total.personnel',
    coalesce(g.personnel, 0), coalesce(f.personnel, 0) = coalesce(g.personnel, 0) from f full
    join g using (book)
union all select book, '06!total.operating', coalesce(f.operating, 0), '05!total.operating',
    coalesce(g.operating, 0), coalesce(f.operating, 0) = coalesce(g.operating, 0) from f full
    join g using (book)
union all select book, '06!total.project', coalesce(f.project, 0), '05!total.project', coalesce(g.project, 0),
    coalesce(f.project, 0) = coalesce(g.project, 0) from f full join g using (book);
