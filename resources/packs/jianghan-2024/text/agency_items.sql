-- columns: name
select c.name from sum_by_economic s join catalog_economic c on c.code = s.economic
where s.fund = 'general' and s.source = 'current' and s.nature = 'operating'
    and s.unit_kind in ('administrative', 'participating')
group by s.economic, c.name having sum(s.amount) <> 0 order by s.economic
