-- id: car-running-cars
-- title: 有公务用车运行费的单位有车
-- severity: 一上:hint 二上:warning
-- forms: 08
-- left_is: 公务用车运行维护费
-- right_is: 车辆
-- says: 单位 {unit} 列了公务用车运行维护费 {left}，“国有资产”里的车是 {right}；请填写车辆，租车等改列其他交通费用，或说明原因。
-- basis: 公务用车运行维护费只用于单位占有使用的车辆
-- absent: 没有公务用车运行费，或没有填国有资产
with r as (
    select book, unit_code, sum(amount) as amount, min(
        'entry/' || case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
        when 'operating' then 'basic' else 'other_spending' end || '/#' || id || '.economic') as place
    from sum_by_economic where economic in (select economic from catalog_three_public where item = 'car_running')
    group by book, unit_code
), a as (
    select d.code as unit_code, sum(case when exists (select 1 from catalog_word w where w.topic = 'car'
        and instr(s.kind, w.word) > 0) then coalesce(s.count, 0) else 0 end) as cars
    from state_asset s join unit u on u.id = s.unit join unit d on d.id = coalesce(u.merged_into, u.id)
    group by d.code
)
select r.book, r.place as address, r.amount as left_value, 'entry/state_asset' as other_address,
    a.cars || ' 辆' as right_value, a.cars > 0 as holds, r.unit_code as unit
from r join a on a.unit_code = r.unit_code
where r.amount <> 0
