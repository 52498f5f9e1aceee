-- id: unit-without-lines
-- title: 每个单位都有支出
-- severity: 一上:hint 二上:warning
-- forms: 06
-- figures: text
-- completeness: yes
-- says: 单位 {left}“{name}”还没有任何支出；请填写它的支出，已撤并的单位请填“并入单位”。
-- basis: 每个预算单位都应有支出预算
-- absent: 没有单位
select u.book, 'entry/basic/' || u.unit_code as address, u.unit_code as left_value, '06!' || u.unit_code || '.total'
    as other_address,
    case when s.lines is null then '没有' else s.lines || ' 行' end as right_value, s.lines is not null as holds,
        u.unit_name as name
from fact_unit u
left join (select book, unit_code, sum(lines) as lines from sum_by_economic
    group by book, unit_code) s on s.book = u.book and s.unit_code = u.unit_code;
