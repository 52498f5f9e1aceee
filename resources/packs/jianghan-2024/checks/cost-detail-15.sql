-- id: cost-detail-15
-- title: 金额较大的项目分项列支出明细
-- severity: hint
-- forms: 15
-- says: 项目“{name}”当年预算 {left}，支出明细只有 {items} 行；{right}以上的项目请按用途分项测算。
-- basis: 项目支出要细化到具体内容
-- absent: 没有项目
select h.book, '15/' || h.project || '!costs' as address, h.amount as left_value, '' as other_address,
    t.value * 1000000 as right_value, h.amount < t.value * 1000000 or coalesce(c.items, 0) > 1 as holds, h.name,
    coalesce(c.items, 0) as items
from form_15_head h
join catalog_threshold t on t.code = 'cost_detail'
left join (select book, project, count(*) as items from form_15_costs group by book, project) c
    on c.book = h.book and c.project = h.project
