-- id: car-approval
-- title: 购置公务用车写明批准依据
-- severity: 一上:hint 二上:warning
-- forms: 08
-- left_is: 公务用车购置费
-- says: 购置公务用车 {left}，{place}和项目的依据都没有写明批准文件；请写明编制核定或更新批复。
-- basis: 购置公务用车要有编制核定和更新批复
-- absent: 没有购置公务用车
-- Of all the words few are of this topic: each is looked for in every line.
with w as materialized (select word from catalog_word where topic = 'car_approval')
select l.book, 'entry/' || case l.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id || '.note' as address,
    l.amount as left_value, '' as other_address, coalesce(p.name, '') as right_value,
    exists (select 1 from w where instr(l.note || coalesce(p.name || p.purpose || p.basis || p.plan, ''), w.word) > 0)
        as holds
from catalog_three_public t
join fact_line l on l.economic = t.economic
left join project p on p.id = l.project_ref
where t.item = 'car_purchase' and l.amount <> 0
