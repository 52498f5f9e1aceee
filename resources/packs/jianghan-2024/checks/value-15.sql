-- id: value-15
-- title: 项目绩效指标都有指标值
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: text
-- says: {place}“{name}”没有指标值；请填写要达到的数值或程度。
-- basis: 每个绩效指标都要有可以检查的指标值
-- absent: 没有项目绩效指标
with i as (
    select book, project, 'long' as block, row_key, level3, value_now from form_15_long
    union all select book, project, 'annual', row_key, level3, value_now from form_15_annual
)
select book, '15/' || project || '!' || block || '/' || row_key || '.value_now' as address, '' as left_value, ''
    as other_address, '' as right_value,
    0 as holds, level3 as name
from i where value_now = ''
union all
select book, '15/' || project || '!annual', count(*) || ' 个指标', '', '', 1, '' from i
    group by book, project having min(value_now) <> '';
