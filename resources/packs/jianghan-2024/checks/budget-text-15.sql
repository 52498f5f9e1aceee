-- id: budget-text-15
-- title: 变动情况里写的本年预算等于项目当年预算
-- severity: 一上:hint 二上:warning
-- forms: 15
-- says: {place}写的是“{phrase}”，项目当年预算是 {right}；请改正文字。
-- basis: 项目预算变动情况要与项目当年预算一致
-- absent: 变动情况里没有写本年的预算数
with m as (
    select s.book, s.address, s.ordinal, s.project, s.value, s.before || s.written as phrase, h.amount,
        abs(s.value - h.amount) <= case when s.give < 5000 then s.give else 5000 end as holds
    from said_statement s
    join form_15_head h on h.book = s.book and h.project = s.project
    where s.topic = 'project.budget_change' and s.role = 'amount' and s.kind = 'amount' and s.dated = 1 and s.ago = 0
        and s.subject in ('', 'project', 'project.' || h.name) and s.exact = 1 and s.done = 0 and s.rate = 0
), n as (
    select m.*, row_number() over (partition by m.book, m.address order by m.holds, m.ordinal) as nth from m
)
select book, address, value as left_value, '15/' || project || '!head/row.amount' as other_address,
    amount as right_value, holds, phrase
from n where nth = 1
