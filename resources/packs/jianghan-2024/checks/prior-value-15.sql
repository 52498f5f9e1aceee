-- id: prior-value-15
-- title: 常年和延续性项目的指标有上年的值
-- severity: hint
-- forms: 15
-- figures: text
-- completeness: yes
-- says: 项目“{name}”不是一次性项目，年度指标都没有填上年的值；请填写，便于比较，今年新设的指标不用填。
-- basis: 年度指标值参照以前年度的水平确定
-- absent: 没有常年和延续性项目
with d as (
    select book, project, count(*) as items, sum(case value_prior1 when '' then 0 else 1 end) as known
    from read_indicator where form = '15' and term = 'annual' group by book, project
)
select h.book, '15/' || h.project || '!annual' as address, d.known || ' 个' as left_value, '' as other_address,
    d.items || ' 个指标' as right_value, d.known > 0 as holds, h.name
from form_15_head h join d on d.book = h.book and d.project = h.project
where h.frequency in ('annual', 'continuing')
