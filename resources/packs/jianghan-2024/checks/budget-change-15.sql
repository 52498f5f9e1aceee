-- id: budget-change-15
-- title: 变动情况里写的增减等于当年预算减上年预算
-- severity: 一上:hint 二上:warning
-- forms: 15
-- says: {place}写的是“{phrase}”，可是项目当年预算减去所写的上年预算，应当是{direction} {right}；请改正文字。
-- basis: 项目预算变动情况要与前后两年的预算一致
-- absent: 变动情况里没有写上年预算和增减数
with p as (
    select book, address, value from said_statement
    where topic = 'project.budget_change' and role = 'amount' and kind = 'amount' and ago = 1 and done = 0 and exact = 1
        and rate = 0
), m as (
    select s.book, s.address, s.ordinal, s.project, s.value, s.before || s.written as phrase, h.amount,
        abs(h.amount - p.value) as figure,
        case when h.amount > p.value then 'up' when h.amount < p.value then 'down' else 'same' end as moved,
        abs(s.value - abs(h.amount - p.value)) <= case when s.give < 5000 then s.give else 5000 end
            and (h.amount = p.value or s.direction = case when h.amount > p.value then 'up' else 'down' end) as holds
    from said_statement s
    join form_15_head h on h.book = s.book and h.project = s.project
    join p on p.book = s.book and p.address = s.address
    where s.topic = 'project.budget_change' and s.role = 'change' and s.kind = 'amount' and s.ago = 0 and s.base_ago = 1
        and s.subject in ('', 'project', 'project.' || h.name) and s.exact = 1 and s.done = 0 and s.rate = 0
), k as (
    select m.*, row_number() over (partition by m.book, m.address, m.ordinal
        order by m.holds desc, abs(m.value - m.figure)) as near from m
), n as (
    select k.*, row_number() over (partition by k.book, k.address order by k.holds, k.ordinal) as nth
    from k where k.near = 1
)
select book, address, value as left_value, '15/' || project || '!head/row.amount' as other_address,
    figure as right_value, holds, phrase, case moved when 'up' then '增加' when 'down' then '减少' else '持平，相差' end as direction
from n where nth = 1
