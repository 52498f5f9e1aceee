-- columns: name
select content from form_13 where row_kind = 'record' and content <> '' group by content order by min(ordinal)
