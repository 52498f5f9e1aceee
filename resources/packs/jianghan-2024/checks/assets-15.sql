-- id: assets-15
-- title: 资产配置与采购、购买服务一致
-- severity: 一上:hint 二上:warning
-- forms: 12 13 15
-- says: 项目“{name}”的资产配置计划相加是 {left}，这个项目的政府采购是 {right}，加上购买服务仍对不上；请核对，或说明原因。
-- basis: 15表资产配置计划及采购计划在12表这个项目的采购与12、13表之和之间
-- absent: 没有资产配置计划和采购
with a as (select book, project, sum(amount) as amount from form_15_assets group by book, project),
p as (select book, unit_name, project, sum(amount) as amount from form_12 where row_kind = 'record' and project <> ''
    group by book, unit_name, project),
v as (select book, unit_name, project, sum(amount) as amount from form_13 where row_kind = 'record' and project <> ''
    group by book, unit_name, project)
select g.book, '15/' || g.row_key || '!assets' as address, coalesce(a.amount, 0) as left_value,
    '12!total.amount' as other_address, coalesce(p.amount, 0) as right_value,
    coalesce(a.amount, 0) between coalesce(p.amount, 0) and coalesce(p.amount, 0) + coalesce(v.amount, 0) as holds, g.name
from form_11 g
left join a on a.book = g.book and a.project = g.row_key
left join p on p.book = g.book and p.project = g.name and p.unit_name = g.unit_name
left join v on v.book = g.book and v.project = g.name and v.unit_name = g.unit_name
where g.row_kind = 'record' and (a.amount is not null or p.amount is not null)
