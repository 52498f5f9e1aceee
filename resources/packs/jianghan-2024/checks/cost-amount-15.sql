-- id: cost-amount-15
-- title: 项目支出明细每行有金额
-- severity: hint
-- forms: 15
-- figures: text
-- says: 项目“{project}”的支出明细“{left}”三栏都没有金额；请补上金额，不用的删去。
-- basis: 支出明细列有预算的内容
-- absent: 没有项目支出明细
select book, '15/' || project || '!costs/' || row_key || '.local' as address, item as left_value, '' as other_address,
    '' as right_value, local <> 0 or transfer <> 0 or other <> 0 as holds, project
from form_15_costs
