-- id: assets-15
-- title: 资产配置与采购、购买服务一致
-- severity: warning
-- forms: 12 13 15
-- says: 项目“{name}”的资产配置计划相加是 {left}，这个项目的政府采购是 {right}，加上购买服务仍对不上；请核对，或说明原因。
-- basis: 15表资产配置应在12表采购与12、13表之和之间
with a as (select book, project, sum(amount) as amount from form_15_assets group by book, project),
p as (select book, unit_name, project, sum(amount) as amount from form_12 where row_kind = 'record'
    group by book, unit_name, project),
v as (select book, unit_name, project, sum(amount) as amount from form_13 where row_kind = 'record'
    group by book, unit_name, project)
select a.book, '15/' || a.project || '!assets' as address, a.amount as left_value, '12!total.amount'
    as other_address, coalesce(p.amount, 0) as right_value,
    a.amount >= coalesce(p.amount, 0) and a.amount <= coalesce(p.amount, 0) + coalesce(v.amount, 0) as holds,
        g.name
from a
join form_11 g on g.book = a.book and g.row_kind = 'record' and g.row_key = a.project
left join p on p.book = a.book and p.project = g.name and p.unit_name = g.unit_name
left join v on v.book = a.book and v.project = g.name and v.unit_name = g.unit_name;
