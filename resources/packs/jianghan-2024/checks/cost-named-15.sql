-- id: cost-named-15
-- title: 项目支出明细写明内容和依据
-- severity: 一上:hint 二上:warning
-- rounds: 一上 二上
-- forms: 15
-- figures: text
-- says: 项目“{project}”的支出明细{left}没有写{right}；请写明用在什么事上，按什么标准、数量测算。
-- basis: 支出明细要有项目内容和测算依据
-- absent: 没有项目支出明细
select book, '15/' || project || '!costs/' || row_key || '.item' as address,
    case basis when '' then '' else '“' || substr(basis, 1, 20) || '”' end as left_value, '' as other_address,
    '项目内容' as right_value, trim(item) <> '' as holds, project
from form_15_costs
union all
select book, '15/' || project || '!costs/' || row_key || '.basis', '“' || substr(item, 1, 20) || '”', '',
    '测算依据及说明', trim(basis) <> '', project
from form_15_costs
