-- id: parts-15
-- title: 项目资金来源与支出明细分栏一致
-- severity: error
-- forms: 15
-- says: {place}是 {left}，支出明细“{label}”一栏相加是 {right}，相差 {difference}；同一来源的钱两处应相同，请核对。
-- basis: 本级财政拨款等于区级安排数，上级转移支付金额等于上级转移支付，其他资金等于专户和其他资金
-- absent: 没有项目支出明细
with c as (
    select book, project, sum(local) as local, sum(transfer) as transfer, sum(other) as other from form_15_costs
    group by book, project
), s as (
    select book, project, sum(case row_key when 'local' then amount else 0 end) as local,
        sum(case row_key when 'transfer' then amount else 0 end) as transfer,
        sum(case row_key when 'fiscal_account' then amount else 0 end) as fiscal_account,
        sum(case row_key when 'other' then amount else 0 end) as other
    from form_15_sources group by book, project
)
-- Money of the fiscal account that is passed on stands in its own row above, and among the transfers below.
select s.book, '15/' || s.project || '!sources/local.amount' as address, s.local as left_value,
    '15/' || s.project || '!costs' as other_address, c.local as right_value, s.local = c.local as holds,
    '本级财政拨款金额' as label
from s join c on c.book = s.book and c.project = s.project
union all
select s.book, '15/' || s.project || '!sources/transfer.amount', s.transfer, '15/' || s.project || '!costs', c.transfer,
    case when s.fiscal_account < 0 then c.transfer between s.transfer + s.fiscal_account and s.transfer
        else c.transfer between s.transfer and s.transfer + s.fiscal_account end, '上级转移支付金额'
from s join c on c.book = s.book and c.project = s.project
union all
select s.book, '15/' || s.project || '!sources/other.amount', s.other, '15/' || s.project || '!costs', c.other,
    case when s.fiscal_account < 0 then c.other between s.other + s.fiscal_account and s.other
        else c.other between s.other and s.other + s.fiscal_account end, '其他资金'
from s join c on c.book = s.book and c.project = s.project
