-- columns: name text
select term, text from catalog_term where kind = 'general'
