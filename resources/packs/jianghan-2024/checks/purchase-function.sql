-- id: purchase-function
-- title: 采购和服务的功能科目在项目支出中有
-- severity: 一上:hint 二上:warning
-- forms: 12 13
-- figures: text
-- says: {place}用功能科目 {left}，但项目“{name}”的支出只用 {right}；请核对科目。
-- basis: 采购和购买服务的资金来自项目的同一功能科目
-- absent: 没有列在项目里的采购和购买服务
with b as (
    select book, 'entry/procurement/#' || id as place, project_ref, project, function from fact_procurement
    where project_ref is not null
    union all select book, 'entry/service/#' || id, project_ref, project, function from fact_service
    where project_ref is not null
)
select b.book, b.place || '.function' as address, b.function as left_value, '' as other_address, coalesce((
        select group_concat(distinct l.function) from expenditure l where l.project = b.project_ref), '') as right_value,
    exists (select 1 from expenditure l where l.project = b.project_ref and l.function = b.function) as holds,
    b.project as name
from b
where exists (select 1 from expenditure l where l.project = b.project_ref)
