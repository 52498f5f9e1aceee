-- id: tie-08-lines
-- title: “三公”经费与经济科目一致
-- severity: error
-- forms: 08
-- structural: yes
-- says: {place}是 {left}，用{economic}科目的一般公共预算支出是 {right}，相差 {difference}；请核对用这些科目的支出。
-- basis: “三公”经费由因公出国、公务接待、公务用车购置和运行的经济科目构成
-- absent: 没有“三公”经费
with r as (
    select l.book, m.item, sum(l.amount) as amount from catalog_three_public m
    join sum_by_economic l on l.economic = m.economic and l.fund = 'general' and l.source = 'current'
        and l.nature in ('personnel', 'operating', 'project')
    group by l.book, m.item
), n as (select item, group_concat(economic, '、') as label from catalog_three_public group by item),
f as (
    select book, 'abroad' as item, abroad as amount from form_08
    union all select book, 'reception', reception from form_08
    union all select book, 'car_running', car_running from form_08
    union all select book, 'car_purchase', car_purchase from form_08
)
select r.book, '08!row.' || r.item as address, coalesce(f.amount, 0) as left_value, '' as other_address,
    r.amount as right_value, coalesce(f.amount, 0) = r.amount as holds, n.label as economic
from r join n on n.item = r.item left join f on f.book = r.book and f.item = r.item
