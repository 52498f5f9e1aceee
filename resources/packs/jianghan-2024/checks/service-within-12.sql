-- id: service-within-12
-- title: 列入政府采购的服务不超过12表的采购
-- severity: hint
-- forms: 12 13
-- says: {whose}填“是”的购买服务共 {left}，12表同样的政府采购只有 {right}；请核对12表是否少列，只有一部分实行政府采购的不用改。
-- basis: 购买服务实行政府采购的，12表列同一笔采购
-- absent: 没有列入政府采购的购买服务
with s as (
    select book, unit_code, project, min(row_key) as row_key, sum(amount) as amount from form_13
    where row_kind = 'record' and in_procurement = '是' group by book, unit_code, project
), p as (
    select book, unit_code, project, min(row_key) as row_key, sum(amount) as amount from form_12
    where row_kind = 'record' group by book, unit_code, project
)
select s.book, '13!' || s.row_key || '.amount' as address, s.amount as left_value,
    '12!' || p.row_key || '.amount' as other_address, p.amount as right_value, s.amount <= p.amount as holds,
    case s.project when '' then '单位 ' || s.unit_code || ' 项目以外' else '项目“' || s.project || '”' end as whose
from s join p on p.book = s.book and p.unit_code = s.unit_code and p.project = s.project
