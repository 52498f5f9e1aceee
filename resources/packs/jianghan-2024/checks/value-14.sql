-- id: value-14
-- title: 部门绩效指标都有指标值
-- severity: 一上:hint 二上:warning
-- forms: 14
-- figures: text
-- says: {place}“{name}”没有指标值；请填写要达到的数值或程度。
-- basis: 每个绩效指标都要有可以检查的指标值
-- absent: 没有部门绩效指标
with i as (
    select book, 'long' as block, row_key, level3, value_now from form_14_long where row_kind = 'record'
    union all select book, 'annual', row_key, level3, value_now from form_14_annual where row_kind = 'record'
)
select book, '14!' || block || '/' || row_key || '.value_now' as address, '' as left_value, ''
    as other_address, '' as right_value, 0 as holds, level3 as name
from i where value_now = ''
union all
select book, '14!annual', count(*) || ' 个指标', '', '', 1, '' from i group by book having min(value_now) <> '';
