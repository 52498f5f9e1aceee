-- id: units-11
-- title: 项目支出预算表单位等于其项目之和
-- severity: error
-- forms: 11
-- structural: yes
-- says: {place}是 {left}，该单位各项目相加是 {right}，相差 {difference}；请核对该单位的项目。
-- basis: 单位行等于它下面各项目之和，到下一个单位行为止
-- absent: 没有项目支出
with r as (
    select book, ordinal, row_kind, row_key, total,
        sum(case row_kind when 'unit' then 1 else 0 end) over (partition by book order by ordinal) as unit
    from form_11 where row_kind in ('unit', 'record')
)
select u.book, '11!' || u.row_key || '.total' as address, u.total as left_value, '' as other_address,
    coalesce(s.total, 0) as right_value,
    u.total = coalesce(s.total, 0) as holds
from r u
left join (select book, unit, sum(total) as total from r where row_kind = 'record' group by book, unit) s
    on s.book = u.book and s.unit = u.unit
where u.row_kind = 'unit';
