-- id: project-function
-- title: 项目支出不列在基本支出的功能科目
-- severity: hint
-- forms: 03
-- says: {place}是 {left}，“{name}”是列基本支出的科目；项目支出一般列“一般行政管理事务”或专门的科目，请核对。
-- basis: 行政运行、事业运行、机关服务反映基本支出
-- absent: 没有列基本支出的功能科目
select f.book, '03!' || f.row_key || '.project' as address, f.project as left_value, '03!' || f.row_key || '.basic'
    as other_address, f.basic as right_value, f.project = 0 as holds, f.name
from form_03 f
where f.name in (select word from catalog_word where topic = 'basic_function')
