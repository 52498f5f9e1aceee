-- id: tie-11-09
-- title: 项目支出的政府性基金与09表一致
-- severity: error
-- forms: 09 11
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表口径相同，请核对改动过的一张。
-- basis: 11表本年政府性基金等于09表项目支出合计
-- absent: 没有政府性基金项目支出
with f as (select * from form_11 where row_key = 'total'), g as (select * from form_09 where row_key = 'total')
select book, '11!total.current_gov_fund' as address, coalesce(f.current_gov_fund, 0) as left_value,
    '09!total.project' as other_address, coalesce(g.project, 0) as right_value, coalesce(f.current_gov_fund,
    0) = coalesce(g.project, 0) as holds from f full join g using (book);
