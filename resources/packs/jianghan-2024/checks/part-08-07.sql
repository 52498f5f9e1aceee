-- id: part-08-07
-- title: 基本支出中的“三公”经费不超过“三公”经费表
-- severity: warning
-- forms: 07 08
-- says: {place}是 {left}，小于{other_place}的 {right}；“三公”经费表应包括基本支出中的这一项；请核对，项目里有负数冲减的说明原因。
-- basis: 08表包括基本支出和项目支出中的“三公”经费，07表只有基本支出
-- absent: 没有列入基本支出的“三公”经费
with m as (select item, economic as code from catalog_three_public),
s as (
    select g.book, m.item, min(g.row_key) as row_key, sum(g.total) as total
    from form_07 g join m on m.code = g.row_key group by g.book, m.item
), r as (
    select s.book, s.item, s.row_key, s.total, coalesce(case s.item when 'abroad' then f.abroad
        when 'reception' then f.reception when 'car_running' then f.car_running else f.car_purchase end, 0) as whole
    from s left join form_08 f on f.book = s.book
)
select book, '08!row.' || item as address, whole as left_value, '07!' || row_key || '.total' as other_address,
    total as right_value, whole >= total as holds
from r
