-- columns: name amount
-- The rows of the first form as they are called there, without their numbers.
select substr(income_item, instr(income_item, '、') + 1), income from form_01
where row_key in ('r01', 'r02', 'r03', 'r04', 'r05', 'r06', 'r07', 'r08', 'r09', 'r27') and income <> 0
order by ordinal
