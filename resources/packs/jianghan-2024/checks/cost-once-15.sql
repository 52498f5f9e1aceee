-- id: cost-once-15
-- title: 同一项支出只列一行
-- severity: warning
-- rounds: 一上 二上
-- forms: 15
-- figures: text
-- says: 项目“{project}”的支出明细“{left}”列了 {right} 行，内容和测算依据都相同；请并成一行，或写明不同的内容。
-- basis: 项目支出明细每项内容一行
-- absent: 没有项目支出明细
select book, '15/' || project || '!costs/' || max(row_key) || '.item' as address, item as left_value,
    '' as other_address, count(*) as right_value, count(*) = 1 as holds, project
from form_15_costs group by book, project, item, basis
