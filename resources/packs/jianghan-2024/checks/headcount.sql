-- id: headcount
-- title: 每个单位填了人员
-- severity: hint
-- figures: text
-- completeness: yes
-- says: 单位 {left}“{name}”没有填编制和实有人数；公开说明要写人员构成，请在“人员”中填写。
-- basis: 公开说明写明人员构成
-- absent: 没有单位
select u.book, 'entry/headcount/' || u.unit_code as address, u.unit_code as left_value, '' as other_address,
    case when h.kinds is null then '没有' else h.kinds || ' 类' end as right_value, h.kinds is not null as holds,
        u.unit_name as name
from fact_unit u
left join (select book, unit_code, count(*) as kinds from fact_headcount
    group by book, unit_code) h on h.book = u.book and h.unit_code = u.unit_code;
