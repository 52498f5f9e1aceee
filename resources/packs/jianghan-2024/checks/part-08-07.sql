-- id: part-08-07
-- title: 基本支出中的“三公”经费不超过“三公”经费表
-- severity: error
-- forms: 07 08
-- says: {place}是 {left}，小于{other_place}的 {right}；“三公”经费表应包括基本支出中的这一项，请核对。
-- basis: 08表包括基本支出和项目支出中的“三公”经费，07表只有基本支出
with m (item, code) as (values ('abroad', '30212'), ('reception', '30217'), ('car_running', '30231'),
    ('car_purchase', '31013'))
select g.book, '08!row.' || m.item as address,
    coalesce(case m.item when 'abroad' then f.abroad when 'reception' then f.reception
        when 'car_running' then f.car_running else f.car_purchase end, 0) as left_value,
    '07!' || g.row_key || '.total' as other_address, g.total as right_value,
    coalesce(case m.item when 'abroad' then f.abroad when 'reception' then f.reception
        when 'car_running' then f.car_running else f.car_purchase end, 0) >= g.total as holds
from form_07 g join m on m.code = g.row_key left join form_08 f on f.book = g.book;
