-- rows: one
-- columns: income spending general basic personnel operating project grants
select coalesce((select income from form_01 where row_key = 'r28'), 0),
    coalesce((select spending from form_01 where row_key = 'r28'), 0),
    coalesce((select total from form_05 where row_key = 'total'), 0),
    coalesce((select basic from form_05 where row_key = 'total'), 0),
    coalesce((select personnel from form_05 where row_key = 'total'), 0),
    coalesce((select operating from form_05 where row_key = 'total'), 0),
    coalesce((select project from form_05 where row_key = 'total'), 0),
    coalesce((select spending from form_04 where row_key = 'r28'), 0)
