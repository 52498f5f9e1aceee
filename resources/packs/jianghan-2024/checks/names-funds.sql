-- id: names-funds
-- title: 资金性质是统一的名称
-- severity: warning
-- forms: 12 13
-- figures: text
-- says: {place}的资金性质“{left}”不在资金性质之列；请改成资金性质的名称。
-- basis: 12、13表的资金性质按统一名称填写
-- absent: 没有政府采购和购买服务
with r as (
    select book, '12!' || row_key || '.fund' as place, fund from form_12 where row_kind = 'record'
    union all select book, '13!' || row_key || '.fund', fund from form_13 where row_kind = 'record'
)
select r.book, r.place as address, r.fund as left_value, '' as other_address, coalesce(min(f.name), '') as right_value,
    min(f.code) is not null as holds
from r left join catalog_fund f on f.print_name = r.fund
group by r.book, r.place, r.fund
