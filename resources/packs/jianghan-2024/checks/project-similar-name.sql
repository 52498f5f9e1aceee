-- id: project-similar-name
-- title: 一个单位没有名称几乎相同的项目
-- severity: hint
-- forms: 11
-- figures: text
-- says: {unit}的项目“{left}”名称几乎相同；是同一个项目的请用同一个名称合成一个，不是的请把名称写得分得开。
-- basis: 同一个项目只用一个名称
-- absent: 没有项目
-- Words that name no project are taken out one after the other; what is left tells projects apart.
with recursive w as (
    select word, row_number() over (order by length(word) desc, word) as place from catalog_word
    where topic = 'project_filler'
), k as (
    select book, unit_name, row_key, name, replace(replace(name, ' ', ''), '　', '') as stem, 0 as place from form_11
    where row_kind = 'record'
    union all
    select k.book, k.unit_name, k.row_key, k.name, replace(k.stem, w.word, ''), w.place
    from k join w on w.place = k.place + 1
)
select book, '11!' || max(row_key) || '.name' as address, group_concat(name, '”和“') as left_value,
    '11!' || min(row_key) || '.name' as other_address, '' as right_value, count(*) = 1 as holds, unit_name as unit
from k where place = (select count(*) from w)
group by book, unit_name, case stem when '' then name else stem end
