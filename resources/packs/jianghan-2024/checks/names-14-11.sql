-- id: names-14-11
-- title: 整体绩效表的项目名称与项目支出预算表相同
-- severity: error
-- forms: 11 14
-- figures: text
-- structural: yes
-- says: {place}的“{left}”不在11表；11表还有“{right}”没有列到14表，请改成相同的名称。
-- basis: 14表和11表列同样的项目
-- absent: 没有项目
with lost as (
    select book, name from form_11 where row_kind = 'record' and not exists (
        select 1 from form_14_projects f where f.book = form_11.book and f.name = form_11.name)
)
select f.book, '14!projects/' || f.row_key || '.name' as address, f.name as left_value, '' as other_address,
    coalesce(g.name, (select min(name) from lost where lost.book = f.book), '没有别的项目') as right_value,
    g.name is not null as holds
from form_14_projects f
left join (select distinct book, name from form_11 where row_kind = 'record') g on g.book = f.book and g.name = f.name
