-- id: sum-01
-- title: 收支预算总表各合计数相加正确
-- severity: error
-- forms: 01
-- structural: yes
-- says: {place}是 {left}，各项相加是 {right}，相差 {difference}；请核对这一栏各行的数。
-- basis: 本年合计等于各项之和，总计等于本年合计加结转结余
-- absent: 没有收支
with s as (
    select book,
        sum(case when row_key <= 'r09' then income end) as income_items, sum(case
            when row_key <= 'r25' then spending end) as spending_items,
        sum(case when row_key = 'r26' then income end) as income_year, sum(case
            when row_key = 'r26' then spending end) as spending_year,
        sum(case when row_key in ('r26', 'r27') then income end) as income_all, sum(case
            when row_key in ('r26', 'r27') then spending end) as spending_all,
        sum(case when row_key = 'r28' then income end) as income_total, sum(case
            when row_key = 'r28' then spending end) as spending_total
    from form_01 group by book
)
select book, '01!r26.income' as address, income_year as left_value, '' as other_address, income_items
    as right_value, income_year = income_items as holds from s
union all select book, '01!r26.spending', spending_year, '', spending_items, spending_year = spending_items
    from s
union all select book, '01!r28.income', income_total, '', income_all, income_total = income_all from s
union all select book, '01!r28.spending', spending_total, '', spending_all, spending_total = spending_all
    from s;
