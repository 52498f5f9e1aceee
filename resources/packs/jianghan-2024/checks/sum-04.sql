-- id: sum-04
-- title: 财政拨款收支预算总表各合计数相加正确
-- severity: error
-- forms: 04
-- structural: yes
-- says: {place}是 {left}，各项相加是 {right}，相差 {difference}；请核对这一栏各行的数。
-- basis: 本年和结转各等于分项之和，总计等于两者之和
-- absent: 没有财政拨款收支
with s as (
    select book,
        sum(case when row_key = 'r01' then income end) as year, sum(case when row_key between 'r02'
            and 'r04' then income end) as year_items,
        sum(case when row_key = 'r05' then income end) as before, sum(case when row_key between 'r06'
            and 'r08' then income end) as before_items,
        sum(case when row_key = 'r28' then income end) as income_total, sum(case when row_key in ('r01',
            'r05') then income end) as income_all,
        sum(case when row_key = 'r01' then spending end) as spent, sum(case when row_key between 'r02'
            and 'r26' then spending end) as spent_items,
        sum(case when row_key = 'r28' then spending end) as spending_total, sum(case when row_key in ('r01',
            'r27') then spending end) as spending_all
    from form_04 group by book
)
select book, '04!r01.income' as address, year as left_value, '' as other_address, year_items as right_value,
    year = year_items as holds from s
union all select book, '04!r05.income', before, '', before_items, before = before_items from s
union all select book, '04!r28.income', income_total, '', income_all, income_total = income_all from s
union all select book, '04!r01.spending', spent, '', spent_items, spent = spent_items from s
union all select book, '04!r28.spending', spending_total, '', spending_all, spending_total = spending_all
    from s;
