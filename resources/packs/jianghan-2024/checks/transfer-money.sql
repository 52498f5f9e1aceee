-- id: transfer-money
-- title: 上级转移支付是财政拨款
-- severity: warning
-- forms: 15
-- left_is: 上级转移支付安排的支出
-- says: {place}填的是上级转移支付，这一行 {left} 的资金却是“{name}”，不是财政拨款；请核对渠道或资金性质。
-- basis: 上级转移支付属于财政拨款，不是单位自己的资金
-- absent: 没有上级转移支付
select l.book, 'entry/' || case l.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id || '.channel' as address,
    l.amount as left_value, '' as other_address, '财政拨款' as right_value, f.grant = 'yes' as holds, f.name
from fact_line l join catalog_fund f on f.code = l.fund
where l.channel = 'transfer'
