-- id: tie-11-10
-- title: 项目支出的国有资本经营预算与10表一致
-- severity: error
-- forms: 10 11
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 11表本年国有资本经营预算等于10表项目支出合计
-- absent: 没有国有资本经营预算项目支出
with f as (select * from form_11 where row_key = 'total'), g as (select * from form_10 where row_key = 'total')
select book, '11!total.current_state_capital' as address, coalesce(f.current_state_capital, 0) as left_value,
    '10!total.project' as other_address, coalesce(g.project, 0) as right_value,
    coalesce(f.current_state_capital, 0) = coalesce(g.project, 0) as holds from f full join g using (book);
