-- id: no-spending
-- title: 录入了支出
-- severity: error
-- figures: text
-- structural: yes
-- completeness: yes
-- says: 还没有录入任何支出，不能上报；请先在“基本支出”或“项目”中填写。
-- basis: 没有支出的预算不能上报
-- absent: 没有基本信息
select b.book, 'entry/basic/spending' as address, case when s.lines is null then '没有' else s.lines || ' 行' end
    as left_value, '' as other_address, '' as right_value, s.lines is not null as holds
from fact_book b left join (select book, sum(lines) as lines from sum_by_function group by book) s on s.book = b.book;
