-- id: columns-11-15
-- title: 项目的资金在两张表一致
-- severity: error
-- forms: 11 15
-- structural: yes
-- says: 项目“{name}”在15表的{label}是 {left}，11表是 {right}，相差 {difference}；请核对这个项目各种资金的数。
-- basis: 11表本年拨款等于15表区级安排数加上级转移支付，其余等于专户和其他资金
-- absent: 没有项目
with s as (
    select h.book, h.project, h.name,
        sum(case s.row_key when 'local' then s.amount else 0 end) as grants,
        sum(case s.row_key when 'transfer' then s.amount else 0 end) as transfer,
        sum(case when s.row_key in ('fiscal_account', 'other') then s.amount else 0 end) as others
    from form_15_head h join form_15_sources s on s.book = h.book and s.project = h.project
    group by h.book, h.project, h.name
), g as (
    select book, name, row_key, current_general + current_gov_fund + current_state_capital as grants,
        carryover_general + carryover_gov_fund + carryover_state_capital + fiscal_account + own as others,
        count(*) over (partition by book, name) as times
    from form_11 where row_kind = 'record'
)
-- A transfer of money that is no grant stands in 15 beside the grants, and in 11 with the office's own money.
select s.book, '15/' || s.project || '!sources/local.amount' as address, s.grants + s.transfer as left_value,
    '11!' || g.row_key || '.current_general' as other_address, g.grants as right_value,
    case when s.transfer < 0 then g.grants between s.grants + s.transfer and s.grants
        else g.grants between s.grants and s.grants + s.transfer end as holds,
    s.name, '财政拨款收入' as label
from s join g on g.book = s.book and g.name = s.name and g.times = 1
union all
select s.book, '15/' || s.project || '!sources/other.amount', s.others, '11!' || g.row_key || '.own', g.others,
    case when s.transfer < 0 then g.others between s.others + s.transfer and s.others
        else g.others between s.others and s.others + s.transfer end, s.name, '专户和其他资金'
from s join g on g.book = s.book and g.name = s.name and g.times = 1
