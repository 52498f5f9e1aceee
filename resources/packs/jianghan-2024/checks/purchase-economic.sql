-- id: purchase-economic
-- title: 采购和服务的经济科目在项目支出中有
-- severity: 一上:hint 二上:warning
-- forms: 12 13
-- figures: text
-- says: {place}用经济科目 {left}，但项目“{name}”没有这个科目的支出；请核对科目。
-- basis: 采购和购买服务的资金来自项目的同一经济科目
-- absent: 没有列在项目里的采购和购买服务
with b as (
    select book, id, project_ref, project, economic, 'procurement' as entry from fact_procurement
        where project_ref is not null
    union all select book, id, project_ref, project, economic, 'service' from fact_service
        where project_ref is not null
), s as (select distinct book, project_ref, economic from fact_line_card where nature = 'project')
select b.book, 'entry/' || b.entry || '/#' || b.id || '.economic' as address, b.economic as left_value, ''
    as other_address, '' as right_value,
    s.economic is not null as holds, b.project as name
from b left join s on s.book = b.book and s.project_ref = b.project_ref and s.economic = b.economic;
