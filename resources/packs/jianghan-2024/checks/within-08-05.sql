-- id: within-08-05
-- title: “三公”经费不超过基本支出和项目支出
-- severity: warning
-- forms: 05 07 08
-- says: {place}是 {left}，大于07表的这一项与05表全部项目支出之和 {right}，多出 {difference}；请核对这一项，有负数冲减的说明原因。
-- basis: 08表的每一项由07表的这一项和05表的项目支出安排
-- absent: 没有“三公”经费
with p as (
    select f.book, t.item, f.total from form_07 f join catalog_three_public t on t.economic = f.row_key
), i as (
    select book, 'abroad' as item, abroad as amount from form_08
    union all select book, 'reception', reception from form_08
    union all select book, 'car_running', car_running from form_08
    union all select book, 'car_purchase', car_purchase from form_08
), s as (
    select i.book, i.item, i.amount, coalesce(sum(p.total), 0) as basic from i
    left join p on p.book = i.book and p.item = i.item group by i.book, i.item, i.amount
), a as (
    select book, item, amount, basic from s
    union all select book, 'total', sum(amount), sum(basic) from s group by book
)
select a.book, '08!row.' || a.item as address, a.amount as left_value, '05!total.project' as other_address,
    a.basic + coalesce(g.project, 0) as right_value, a.amount <= a.basic + coalesce(g.project, 0) as holds
from a left join form_05 g on g.book = a.book and g.row_key = 'total'
where a.amount <> 0
