-- id: assets-within-15
-- title: 资产配置计划不超过项目当年预算
-- severity: warning
-- forms: 15
-- says: 项目“{name}”的资产配置及采购计划共 {left}，大于项目当年预算 {right}，多出 {difference}；请核对资产的金额或支出明细。
-- basis: 资产配置和采购的钱是项目支出明细的一部分
-- absent: 没有资产配置计划
select h.book, '15/' || h.project || '!assets' as address, a.amount as left_value,
    '15/' || h.project || '!head/row.amount' as other_address, h.amount as right_value, a.amount <= h.amount as holds,
    h.name
from form_15_head h
join (select book, project, sum(amount) as amount from form_15_assets group by book, project) a
    on a.book = h.book and a.project = h.project
