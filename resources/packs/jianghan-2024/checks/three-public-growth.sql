-- id: three-public-growth
-- title: “三公”经费不高于上年
-- severity: 一上:hint 二上:warning
-- forms: 08
-- says: {name} {left}，高于上年的 {right}，多出 {difference}；“三公”经费只减不增，请压减，确需增加的说明原因。
-- basis: “三公”经费各项和合计不高于上年预算
-- absent: 没有“三公”经费，或没有上年的“三公”经费
with m as (select distinct item, measure, name from catalog_three_public),
f as (
    select book, 'abroad' as item, abroad as amount from form_08
    union all select book, 'reception', reception from form_08
    union all select book, 'car_purchase', car_purchase from form_08
    union all select book, 'car_running', car_running from form_08
), p as (
    select book, measure, amount from fact_prior where ago = '1' and stage = 'budget' and unit_code = ''
), i as (
    select f.book, f.item, f.amount, p.amount as prior, m.name from f
    join m on m.item = f.item left join p on p.book = f.book and p.measure = m.measure
)
select book, '08!row.' || item as address, amount as left_value, 'entry/prior' as other_address, prior as right_value,
    amount <= prior as holds, name from i where prior is not null
union all
select book, '08!row.total', sum(amount), 'entry/prior', sum(prior), sum(amount) <= sum(prior), '“三公”经费合计'
from i group by book having count(prior) = count(*)
