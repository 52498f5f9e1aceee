-- columns: code name amount
select k.code, k.name, sum(f.amount)
from (select 'A' as code, '货物类' as name union all select 'B', '工程类' union all select 'C', '服务类') k
join form_12 f on f.row_kind = 'record' and substr(f.catalog, 2, 1) = k.code
group by k.code, k.name having sum(f.amount) <> 0 order by k.code
