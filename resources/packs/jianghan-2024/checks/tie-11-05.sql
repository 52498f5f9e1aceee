-- id: tie-11-05
-- title: 项目支出的一般公共预算与分功能表一致
-- severity: error
-- forms: 05 11
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 11表本年一般公共预算等于05表项目支出合计
-- absent: 没有一般公共预算项目支出
with f as (select * from form_11 where row_key = 'total'), g as (select * from form_05 where row_key = 'total')
select book, '11!total.current_general' as address, coalesce(f.current_general, 0) as left_value,
    '05!total.project' as other_address, coalesce(g.project, 0) as right_value, coalesce(f.current_general,
    0) = coalesce(g.project, 0) as holds from f full join g using (book);
