-- rows: one
-- columns: amount smes micro
select coalesce(sum(amount), 0), coalesce(sum(for_smes), 0), coalesce(sum(for_micro), 0)
from form_12 where row_kind = 'total'
