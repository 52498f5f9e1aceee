-- id: value-unit
-- label: 改为“{text}”
-- Of a rate, whose figure can be a percent. Not certain: it may be given in points.
select i.book, i.place || '.value_now' as mend, i.place || '.value_now' as cell, i.value_now || '%' as text,
    0 as certain
from read_indicator i
where i.number between 100 and 10000 and i.unit = ''
    and exists (select 1 from catalog_word w where w.topic = 'rate_name' and i.level3 like '%' || w.word)
    and not exists (select 1 from catalog_word w where w.topic = 'not_rate' and i.level3 like '%' || w.word)
