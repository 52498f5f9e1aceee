-- id: service-in-procurement
-- title: 列入政府采购的服务在政府采购预算表中
-- severity: warning
-- forms: 12 13
-- figures: text
-- says: {place}填了“是”，但12表没有{whose}采购；请在政府采购中补上，或改为“否”。
-- basis: 13表“是否包含政府采购”为是的，12表应有同一单位同一项目的采购
-- absent: 没有列入政府采购的购买服务
select s.book, '13!' || s.row_key || '.in_procurement' as address, s.in_procurement as left_value,
    '12!total.amount' as other_address,
    case when p.items is null then '没有' else p.items || ' 行' end as right_value, p.items is not null as holds,
        case s.project when '' then '这个单位项目以外的' else '项目“' || s.project || '”的' end as whose
from form_13 s
left join (select book, unit_code, project, count(*) as items from form_12 where row_kind = 'record'
    group by book, unit_code, project) p
    on p.book = s.book and p.unit_code = s.unit_code and p.project = s.project
where s.row_kind = 'record' and s.in_procurement = '是';
