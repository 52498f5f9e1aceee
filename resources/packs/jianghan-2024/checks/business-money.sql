-- id: business-money
-- title: 经营支出用经营收入安排
-- severity: 一上:hint 二上:warning
-- forms: 02 03
-- figures: text
-- says: {place}列为经营支出，资金却是“{left}”，不是“{right}”；请核对类别或资金性质，确应如此的说明原因。
-- basis: 事业单位的经营支出由事业单位经营收入安排，不用财政拨款和其他资金
-- absent: 没有经营支出
select l.book, 'entry/other_spending/#' || min(l.id) || '.nature' as address, coalesce(f.name, l.fund) as left_value,
    '' as other_address, b.name as right_value, l.fund = b.code as holds
from fact_line_card l
join catalog_fund b on b.code = 'business_income'
left join catalog_fund f on f.code = l.fund
where l.nature = 'business'
group by l.book, l.unit_code, l.fund, f.name, b.name, b.code
