-- id: staff-unpaid
-- title: 在职人员有人员经费
-- severity: hint
-- forms: 07
-- left_is: 在职人员
-- right_is: 工资
-- says: 单位 {unit} 有在职人员 {left}，基本支出里却没有他们的人员经费；请填写人员经费，或核对人数。
-- basis: 在职人员的工资列入单位的人员经费
-- absent: 没有填在职人员，或没有基本支出
with m as (
    select book, unit_code, sum(case when nature = 'personnel' and economic not in (select item from catalog_people_code
        where kind = 'retired' and list = 'economic') then amount else 0 end) as amount, min(id) as id
    from sum_by_economic where nature in ('personnel', 'operating') group by book, unit_code
)
select u.book, 'entry/basic/#' || m.id || '.nature' as address, u.staff || ' 人' as left_value, 'entry/headcount'
    as other_address, m.amount as right_value, m.amount <> 0 as holds, u.unit_code as unit
from fact_people u join m on m.book = u.book and m.unit_code = u.unit_code
where u.staff > 0
