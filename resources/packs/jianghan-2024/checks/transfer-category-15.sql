-- id: transfer-category-15
-- title: 上级转移支付项目与资金来源相符
-- severity: 一上:hint 二上:warning
-- forms: 11 15
-- left_is: 上级转移支付
-- right_is: 当年预算
-- says: 项目“{name}”{verdict}（上级转移支付 {left}，当年预算 {right}）；请核对项目类别或支出的“渠道”。
-- basis: 用上级转移支付安排的项目列入上级转移支付项目，本级项目用本级资金
-- absent: 没有上级转移支付
with s as (
    select book, project, sum(case row_key when 'local' then amount else 0 end) as own,
        sum(case row_key when 'transfer' then amount else 0 end) as transfer,
        sum(case row_key when 'total' then amount else 0 end) as total
    from form_15_sources group by book, project
)
select h.book, '15/' || h.project || '!head/row.category' as address, s.transfer as left_value,
    '15/' || h.project || '!sources/transfer.amount' as other_address, s.total as right_value,
    case when h.category = 'transfer' then s.transfer <> 0 else s.transfer = 0 or s.transfer <> s.total end as holds,
    h.name, case h.category when 'transfer' then '类别勾的是上级转移支付项目，资金来源里却没有上级转移支付'
        else '资金全部来自上级转移支付，类别勾的却不是上级转移支付项目' end as verdict
from form_15_head h join s on s.book = h.book and s.project = h.project
where (h.category = 'transfer' or s.transfer <> 0) and s.total <> 0
