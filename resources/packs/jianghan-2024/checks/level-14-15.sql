-- id: level-14-15
-- title: 绩效指标的级别在目录内
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- figures: text
-- says: {place}的“{left}”不是统一的指标级别；请从产出指标、效益指标、满意度指标和它们的下级中选择。
-- basis: 一级指标分产出、效益、满意度三类，二级指标在各类里面
-- absent: 没有绩效指标
select book, min(place) || '.level1' as address, level1 as left_value, '' as other_address, '' as right_value,
    level1 in (select level1 from catalog_indicator_group) as holds
from read_indicator group by book, level1
union all
select book, min(place) || '.level2', level2, '', '', level2 in (select level2 from catalog_indicator_group)
from read_indicator group by book, level2
