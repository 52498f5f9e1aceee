-- columns: name amount
select substr(spending_item, instr(replace(spending_item, '、', '）'), '）') + 1), spending from form_04
where row_key not in ('r01', 'r28') and spending <> 0 order by ordinal
