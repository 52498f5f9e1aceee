-- columns: code name amount
-- What is paid for people before what is bought.
select row_key, name, total from form_07 where length(row_key) = 3 order by operating > 0, row_key
