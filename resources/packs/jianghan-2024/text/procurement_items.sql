-- columns: kind name
select substr(catalog_code, 1, 1), coalesce(nullif(item_name, ''), substr(catalog_label, instr(catalog_label, ']') + 1))
from fact_procurement group by 1, 2 order by min(position), min(id)
