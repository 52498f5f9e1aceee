-- columns: parent name
select substr(row_key, 1, 3), name from form_07 where length(row_key) = 5 order by row_key
