-- id: share-14
-- title: 整体绩效表占比等于金额之比
-- severity: error
-- forms: 14
-- figures: percent
-- structural: yes
-- says: {place}是 {left}，按金额算应为 {right}；请核对金额和占比。
-- basis: 占比等于分项除以合计，保留两位小数
-- absent: 没有收入和支出
select f.book, '14!funds/' || f.row_key || '.share' as address, f.share as left_value,
    '14!funds/' || f.row_key || '.amount' as other_address,
    case when t.amount = 0 then 0 else (f.amount * 20000 + t.amount) / (2 * t.amount) end as right_value,
    f.share = case when t.amount = 0 then 0 else (f.amount * 20000 + t.amount) / (2 * t.amount) end as holds
from form_14_funds f
join form_14_funds t on t.book = f.book
    and t.row_key = case when f.row_key like 'income%' then 'income_total' else 'spending_total' end
where t.amount > 0 and f.amount >= 0
