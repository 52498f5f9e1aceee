-- id: tie-08-lines
-- title: “三公”经费与经济科目一致
-- severity: error
-- forms: 08
-- structural: yes
-- says: {place}是 {left}，用{economic}科目的一般公共预算支出是 {right}，相差 {difference}；请核对用这些科目的支出。
-- basis: “三公”经费由因公出国、公务接待、公务用车购置和运行的经济科目构成
with s as (
    select book, economic, sum(amount) as amount from fact_line
    where economic in ('30212', '30217', '30231', '31013', '30913') and fund = 'general' and source = 'current'
        and nature in ('personnel', 'operating', 'project')
    group by book, economic
), m (item, economic, label) as (values ('abroad', '30212', '30212'), ('reception', '30217', '30217'),
    ('car_running', '30231', '30231'),
    ('car_purchase', '31013', '31013、30913'), ('car_purchase', '30913', '31013、30913')
), r as (
    select s.book, m.item, m.label, sum(s.amount) as amount from s join m on m.economic = s.economic
        group by s.book, m.item, m.label
)
select r.book, '08!row.' || r.item as address,
    coalesce(case r.item when 'abroad' then f.abroad when 'reception' then f.reception
        when 'car_running' then f.car_running else f.car_purchase end, 0) as left_value,
    '' as other_address, r.amount as right_value,
    coalesce(case r.item when 'abroad' then f.abroad when 'reception' then f.reception
        when 'car_running' then f.car_running else f.car_purchase end, 0) = r.amount as holds,
    r.label as economic
from r left join form_08 f on f.book = r.book;
