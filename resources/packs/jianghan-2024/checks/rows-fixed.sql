-- id: rows-fixed
-- title: 固定的行一行不少
-- severity: error
-- forms: 01 04 14
-- figures: text
-- structural: yes
-- says: {form}表缺少“{label}”行；请补上这一行。
-- basis: 01、04、14表的行次由表样固定
-- absent: 没有这几张表
with k (form, row_key, label) as (values
    ('01', 'r26', '本年收入合计'), ('01', 'r27', '上年结转结余'), ('01', 'r28', '收入总计'),
    ('04', 'r01', '本年收入'), ('04', 'r05', '上年结转'), ('04', 'r27', '年终结转结余'), ('04', 'r28', '收入总计'),
    ('14', 'income_grant', '财政拨款'), ('14', 'income_fiscal_account', '财政专户管理资金'),
    ('14', 'income_unit_money', '单位资金'), ('14', 'income_total', '收入合计'),
    ('14', 'spending_personnel', '人员类项目支出'), ('14', 'spending_operating', '运转类项目支出'),
    ('14', 'spending_target', '特定目标类项目支出'), ('14', 'spending_total', '支出合计')
), r as materialized (
    select book, '01' as form, row_key from form_01
    union all select book, '04', row_key from form_04
    union all select book, '14', row_key from form_14_funds
)
select b.book, case k.form when '14' then '14!funds/' else k.form || '!' end || k.row_key as address,
    case when r.row_key is null then '没有' else '有' end as left_value, '' as other_address, k.label as right_value,
    r.row_key is not null as holds, k.form, k.label
from (select distinct book, form from r) b
join k on k.form = b.form
left join r on r.book = b.book and r.form = k.form and r.row_key = k.row_key
