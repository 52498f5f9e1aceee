-- id: retired-people
-- title: 有离退休支出的单位有离退休人员
-- severity: 一上:hint 二上:warning
-- forms: 03 07
-- left_is: 离退休支出
-- right_is: 离退休人员
-- says: {place}列了离退休支出，单位 {unit} 的离退休人员是 {right}；请核对科目，或在“人员”中填写离退休人数。
-- basis: 离退休费和离退休科目只用于有离退休人员的单位
-- absent: 没有离退休支出，或没有填人员
with u as (select book, unit_code, retired as people from fact_people),
m as (
    select book, unit_code, max(amount) as amount, min(place) as place from (
        select book, unit_code, amount,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.economic' as place
        from sum_by_economic where economic in (select item from catalog_people_code where kind = 'retired'
            and list = 'economic')
        union all select book, unit_code, amount,
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.function'
        from sum_by_function where function in (select item from catalog_people_code where kind = 'retired'
            and list = 'function')
    ) l group by book, unit_code
)
select m.book, m.place as address, m.amount as left_value, 'entry/headcount' as other_address,
    u.people || ' 人' as right_value, u.people > 0 as holds, m.unit_code as unit
from m join u on u.book = m.book and u.unit_code = m.unit_code
