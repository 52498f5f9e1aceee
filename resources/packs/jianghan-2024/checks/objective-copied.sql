-- id: objective-copied
-- title: 年度目标不是照抄长期目标
-- severity: hint
-- forms: 14 15
-- figures: text
-- says: {place}和长期目标一字不差；年度目标请写今年要做到什么。
-- basis: 长期目标写几年要达到的水平，年度目标写今年的任务
-- absent: 没有绩效目标
select book, '14!goals/' || row_key || '.annual' as address, annual as left_value, '14!goals/' || row_key || '.long'
    as other_address, long as right_value, annual <> long as holds
from form_14_goals where annual <> '' and long <> ''
union all
select a.book, '15/' || a.project || '!goals/' || a.row_key || '.text', a.text,
    '15/' || a.project || '!goals/' || l.row_key || '.text', l.text, a.text <> l.text
from form_15_goals a
join form_15_goals l on l.book = a.book and l.project = a.project
    and replace(l.name, '长期', '年度') = a.name and l.name <> a.name
where a.text <> ''
