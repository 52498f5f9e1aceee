-- columns: code name amount basic project
select row_key, name, total, basic, project from form_10 where row_key = 'total' or length(row_key) = 7 order by ordinal
