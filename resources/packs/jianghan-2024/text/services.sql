-- rows: one
-- columns: amount
select coalesce(sum(amount), 0) from form_13 where row_kind = 'total'
