-- id: value-direction
-- label: 改为“{text}”
-- Of a value that begins with the sign. Not certain: the name may mean something else than its words.
select book, place || '.value_now' as mend, place || '.value_now' as cell,
    case direction when 'more' then '≥' else '≤' end || substr(value_now, 2) as text, 0 as certain
from read_indicator
where substr(value_now, 1, 1) = sign
    and (direction = 'more' and sign in ('≤', '<') or direction = 'less' and sign in ('≥', '>'))
