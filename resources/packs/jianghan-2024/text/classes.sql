-- columns: code name amount
select row_key, name, total from form_05 where length(row_key) = 3 order by ordinal
