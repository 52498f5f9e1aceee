-- id: tie-11-03
-- title: 项目支出预算表与支出预算总表一致
-- severity: error
-- forms: 03 11
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 11表合计等于03表项目支出合计
-- absent: 没有项目支出
with f as (select * from form_11 where row_key = 'total'), g as (select * from form_03 where row_key = 'total')
select book, '11!total.total' as address, coalesce(f.total, 0) as left_value, '03!total.project'
    as other_address, coalesce(g.project, 0) as right_value, coalesce(f.total, 0) = coalesce(g.project, 0)
    as holds from f full join g using (book);
