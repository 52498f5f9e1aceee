-- id: level2-parent
-- title: 二级指标属于所在的一级指标
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}的“{left}”是“{right}”的下级，却列在“{level1}”里；请改正一级或二级指标。
-- basis: 数量、质量、时效、成本属于产出，满意度单列一类，其余属于效益
-- absent: 没有写明级别的绩效指标
select i.book, min(i.place) || '.level2' as address, i.level2 as left_value, min(i.place) || '.level1' as other_address,
    g.level1 as right_value, g.level1 = i.level1 as holds, i.level1
from read_indicator i join catalog_indicator_group g on g.level2 = i.level2
where i.level1 in (select level1 from catalog_indicator_group)
group by i.book, i.form, i.project, i.term, i.level1, i.level2, g.level1
