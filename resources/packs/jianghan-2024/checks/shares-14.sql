-- id: shares-14
-- title: 整体绩效表占比相加是百分之百
-- severity: error
-- forms: 14
-- figures: percent
-- structural: yes
-- says: {place}是 {left}，各项占比相加是 {right}；占比按金额计算，四舍五入的差不应超过0.02%，请核对。
-- basis: 各项占比之和等于合计的占比，只差四舍五入
-- absent: 没有整体绩效表的收支
with s as (
    select book, case when row_key like 'income%' then 'income_total' else 'spending_total' end as row_key,
        sum(share) as share
    from form_14_funds where row_key not in ('income_total', 'spending_total') group by 1, 2
)
select t.book, '14!funds/' || t.row_key || '.share' as address, t.share as left_value, '' as other_address,
    s.share as right_value,
    abs(t.share - s.share) <= 2 as holds
from form_14_funds t join s on s.book = t.book and s.row_key = t.row_key;
