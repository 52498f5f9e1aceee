-- id: abroad-plan
-- title: 因公出国（境）写明计划
-- severity: 一上:hint 二上:warning
-- forms: 08
-- says: 因公出国（境）费 {left}，{place}和项目的依据都没有写明出国计划；请写明批准的年度计划或团组。
-- basis: 因公出国（境）按批准的年度计划安排
-- absent: 没有因公出国（境）费
-- Of all the words few are of this topic: each is looked for in every line.
with w as materialized (select word from catalog_word where topic = 'abroad_plan')
select l.book, 'entry/' || case l.nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || l.id || '.note' as address,
    l.amount as left_value, '' as other_address, coalesce(p.name, '') as right_value,
    exists (select 1 from w where instr(l.note || coalesce(p.name || p.purpose || p.basis || p.plan, ''), w.word) > 0)
        as holds
from catalog_three_public t
join fact_line l on l.economic = t.economic
left join project p on p.id = l.project_ref
where t.item = 'abroad' and l.amount <> 0
