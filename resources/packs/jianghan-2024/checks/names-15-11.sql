-- id: names-15-11
-- title: 项目申报表的项目名称与项目支出预算表相同
-- severity: error
-- forms: 11 15
-- figures: text
-- structural: yes
-- says: {place}写的是“{left}”，11表没有这个项目；11表的“{right}”没有申报表，请改成相同的名称。
-- basis: 每个项目一张申报表，名称与11表相同
-- absent: 没有项目
with lost as (
    select book, name from form_11 where row_kind = 'record' and not exists (
        select 1 from form_15_head h where h.book = form_11.book and h.name = form_11.name)
)
select h.book, '15/' || h.project || '!head/row.name' as address, h.name as left_value, '' as other_address,
    coalesce(g.name, (select min(name) from lost where lost.book = h.book), '没有别的项目') as right_value,
    g.name is not null as holds
from form_15_head h
left join (select distinct book, name from form_11 where row_kind = 'record') g on g.book = h.book and g.name = h.name
