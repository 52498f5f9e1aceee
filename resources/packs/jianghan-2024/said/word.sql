-- The words of the lists, and those that the book itself gives: its projects, the codes it uses, what a reason is about.
select kind, word, meaning from catalog_said_word
union all select 'phrase', phrase, subject from catalog_said
union all select 'phrase', name, 'project.' || name from form_11 where row_kind = 'record'
union all select 'phrase', name, 'class.' || code from catalog_function where level = 1
union all select 'phrase', name, 'economic.' || code from catalog_economic where level = 1
union all select 'phrase', c.name, 'function.' || c.name from form_03 f join catalog_function c on c.code = f.row_key
where c.level = 3
union all select 'topic', reason, code from catalog_measure where reason <> ''
union all select 'topic', 'paragraph.' || key, about from catalog_paragraph
union all select 'old', o.name, coalesce(c.name, '') from catalog_obsolete o
left join catalog_function c on c.code = o.replaced_by
where o.catalog = 'function' and length(o.name) >= 8 and o.name not in (select name from catalog_function)
