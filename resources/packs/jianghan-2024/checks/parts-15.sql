-- id: parts-15
-- title: 项目资金来源与支出明细分栏一致
-- severity: error
-- forms: 15
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；支出明细的一栏应等于同一来源，请核对。
-- basis: 本级财政拨款等于区级安排数，上级转移支付金额等于上级转移支付
with s as (select book, project, sum(local) as local, sum(transfer) as transfer from form_15_costs
    group by book, project)
select t.book, '15/' || t.project || '!sources/' || t.row_key || '.amount' as address, t.amount as left_value,
    '15/' || t.project || '!costs' as other_address, case t.row_key when 'local' then s.local
        else s.transfer end as right_value,
    t.amount <= case t.row_key when 'local' then s.local else s.transfer end as holds
from form_15_sources t join s on s.book = t.book and s.project = t.project
where t.row_key in ('local', 'transfer');
