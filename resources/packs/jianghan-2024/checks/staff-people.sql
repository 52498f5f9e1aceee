-- id: staff-people
-- title: 有工资的单位有在职人员
-- severity: 一上:hint 二上:warning
-- forms: 07
-- left_is: 工资
-- right_is: 在职人员
-- says: 单位 {unit} 列了工资 {left}，在职人员却是 {right}；请在“人员”中填写实有人数，或核对单位。
-- basis: 在职人员工资只用于有在职人员的单位
-- absent: 没有工资，或没有填人员
with u as (select book, unit_code, staff as people from fact_people),
m as (
    select book, unit_code, sum(amount) as amount, min('entry/basic/#' || id || '.economic') as place
    from sum_by_economic where nature = 'personnel'
        and economic in (select item from catalog_people_code where kind = 'staff' and list = 'economic')
    group by book, unit_code
)
select m.book, m.place as address, m.amount as left_value, case when u.people > 0 then 'entry/headcount' else coalesce((
        select min('entry/headcount/#' || h.id || '.actual') from fact_headcount h
        where h.book = m.book and h.unit_code = m.unit_code and h.kind in ('administrative', 'institution', 'worker')
        having count(*) = 1
    ), 'entry/headcount') end as other_address,
    coalesce(u.people, 0) || ' 人' as right_value, coalesce(u.people, 0) > 0 as holds, m.unit_code as unit
from m left join u on u.book = m.book and u.unit_code = m.unit_code
-- Where nobody's people are known yet there is nothing to compare with.
where m.amount <> 0 and exists (select 1 from u k where k.book = m.book)
