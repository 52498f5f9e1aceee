-- rows: one
-- columns: year last name department telephone
select year, year - 1, coalesce(nullif(short_name, ''), nullif(legal_name, ''), budget_name), budget_name,
    public_telephone
from fact_book
