-- id: columns-08
-- title: “三公”经费各栏相加正确
-- severity: error
-- forms: 08
-- structural: yes
-- says: {place}是 {left}，本行各分项相加是 {right}，相差 {difference}；请核对本行各栏的数。
-- basis: 每行的合计和小计等于它的各栏之和
-- absent: 没有“三公”经费
select book, '08!' || row_key || '.total' as address, total as left_value, '' as other_address,
    abroad + cars + reception as right_value, total = abroad + cars + reception as holds from form_08
union all select book, '08!' || row_key || '.cars', cars, '', car_purchase + car_running,
    cars = car_purchase + car_running from form_08;
