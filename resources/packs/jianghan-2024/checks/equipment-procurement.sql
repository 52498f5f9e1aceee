-- id: equipment-procurement
-- title: 购置设备列入政府采购
-- severity: hint
-- forms: 12
-- left_is: 设备购置支出
-- says: 单位 {unit} 用“{name}”安排 {left}，政府采购里没有用这个科目的；购置设备一般要实行政府采购，请核对12表是否少列。
-- basis: 集中采购目录以内和限额标准以上的设备购置列入政府采购预算
-- absent: 没有购置设备的支出
select s.book, 'entry/procurement/' || s.unit_code as address, sum(s.amount) as left_value, '' as other_address,
    coalesce((select sum(p.amount) from fact_procurement p where p.book = s.book and p.unit_code = s.unit_code
        and p.economic = s.economic), 0) as right_value,
    exists (select 1 from fact_procurement p where p.book = s.book and p.unit_code = s.unit_code
        and p.economic = s.economic) as holds, s.unit_code as unit, e.name
from sum_by_economic s join catalog_equipment e on e.economic = s.economic
group by s.book, s.unit_code, s.economic, e.name having sum(s.amount) > 0
