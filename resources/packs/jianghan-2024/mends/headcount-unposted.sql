-- id: headcount-unposted
-- label: 编制数改为 0
-- Not certain: the kind of people may be wrong instead.
select book, 'posts ' || id as mend, 'entry/headcount/#' || id || '.authorised' as cell, '0' as text, 0 as certain
from fact_headcount where kind in ('retired', 'outside') and authorised <> 0
