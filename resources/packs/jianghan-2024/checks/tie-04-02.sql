-- id: tie-04-02
-- title: 财政拨款收入与收入预算总表一致
-- severity: error
-- forms: 02 04
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一收入，请核对改动过的一张。
-- basis: 04表财政拨款各项等于02表合计行同一栏
-- absent: 没有财政拨款收入
with t as (select * from form_02 where row_key = 'total'), m as materialized (
    select book, 'r02' as row_key, 'current_general' as item, current_general as amount from t
    union all select book, 'r03', 'current_gov_fund', current_gov_fund from t
    union all select book, 'r04', 'current_state_capital', current_state_capital from t
    union all select book, 'r06', 'carryover_general', carryover_general from t
    union all select book, 'r07', 'carryover_gov_fund', carryover_gov_fund from t
    union all select book, 'r08', 'carryover_state_capital', carryover_state_capital from t
)
select m.book, '04!' || m.row_key || '.income' as address, f.income as left_value, '02!total.' || m.item
    as other_address,
    m.amount as right_value, f.income is not distinct from m.amount as holds
from m left join form_04 f on f.book = m.book and f.row_key = m.row_key;
