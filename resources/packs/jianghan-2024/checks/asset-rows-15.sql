-- id: asset-rows-15
-- title: 资产配置计划写明数量和金额
-- severity: hint
-- forms: 15
-- figures: text
-- says: 项目“{project}”资产配置计划的“{left}”没有写{right}；请补上，说不出数量的写“若干”。
-- basis: 资产配置计划列品名、数量、金额
-- absent: 没有资产配置计划
select book, '15/' || project || '!assets/' || row_key || '.quantity' as address, name as left_value,
    '' as other_address, '数量' as right_value, trim(quantity) <> '' as holds, project
from form_15_assets
union all
select book, '15/' || project || '!assets/' || row_key || '.amount', name, '', '金额', amount <> 0, project
from form_15_assets
