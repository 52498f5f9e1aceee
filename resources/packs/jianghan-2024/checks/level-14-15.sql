-- id: level-14-15
-- title: 绩效指标的级别在目录内
-- severity: hint
-- forms: 14 15
-- figures: text
-- says: {place}的“{left}”不是统一的指标级别；请从产出指标、效益指标、满意度指标中选择。
-- basis: 一级指标分产出、效益、满意度三类
-- absent: 没有绩效指标
with i as (
    select book, '15/' || project || '!annual/' || row_key as place, level1 from form_15_annual
    union all select book, '15/' || project || '!long/' || row_key, level1 from form_15_long
    union all select book, '14!annual/' || row_key, level1 from form_14_annual where row_kind = 'record'
    union all select book, '14!long/' || row_key, level1 from form_14_long where row_kind = 'record'
)
select book, min(place) || '.level1' as address, level1 as left_value, '' as other_address, '' as right_value,
    level1 in ('产出指标', '效益指标', '满意度指标') as holds
from i group by book, level1;
