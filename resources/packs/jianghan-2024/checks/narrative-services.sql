-- id: narrative-services
-- title: 有购买服务的写明内容
-- severity: 公开:warning hint
-- forms: 13
-- figures: text
-- completeness: yes
-- says: 安排了政府购买服务，公开说明里还没有写购买的服务内容；请在“公开说明”中填写。
-- basis: 公开说明要写明政府购买服务的主要内容
-- absent: 没有政府购买服务
select f.book, 'entry/narrative/#services.text' as address, case when coalesce(n.text, '') = '' then ''
    else length(n.text) || ' 字' end as left_value, '13!total.amount' as other_address, '' as right_value,
    coalesce(n.text, '') <> '' as holds
from form_13 f left join fact_narrative n on n.book = f.book and n.topic = 'services'
where f.row_kind = 'total' and f.amount > 0
