-- id: cost-indicator-15
-- title: 金额较大的项目有成本指标
-- severity: hint
-- forms: 15
-- says: 项目“{name}”当年预算 {left}，年度指标里没有成本指标；{right}以上的项目请补上，写明单位成本或总成本控制在多少。
-- basis: 金额较大的项目要说明成本是否合理
-- absent: 没有金额较大的项目
select h.book, '15/' || h.project || '!annual' as address, h.amount as left_value, '' as other_address,
    t.value * 1000000 as right_value, exists (select 1 from read_indicator i where i.book = h.book and i.form = '15'
        and i.project = h.project and i.term = 'annual' and i.level2 like '%成本%') as holds, h.name
from form_15_head h join catalog_threshold t on t.code = 'cost_indicator'
where h.amount >= t.value * 1000000
