-- id: transfer-money
-- label: 渠道改为区级
-- Not certain: the fund may be wrong instead.
select l.book, 'channel ' || l.id as mend, 'entry/' || case l.nature when 'project' then 'project_spending'
    when 'personnel' then 'basic' when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id
    || '.channel' as cell, '区级' as text, 0 as certain
from fact_line_card l join catalog_fund f on f.code = l.fund and f.grant <> 'yes'
where l.channel = 'transfer'
