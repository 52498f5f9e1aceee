-- id: unknown-category
-- title: 项目类别归入整体绩效表的一行
-- severity: error
-- forms: 11 14 15
-- figures: text
-- structural: yes
-- says: {place}的 {left} 没有归入人员类、运转类或特定目标类，整体绩效表算不进这个项目；请改用已有的类别，或在“自定义科目”中补上并在“上级”填已有的类别。
-- basis: 每个项目类别都要说明在14表哪一行、在15表勾哪一类
-- absent: 没有项目
select book, 'entry/project/#' || id || '.category_group' as address, category as left_value, ''
    as other_address, summary_row as right_value, summary_row <> '' and tick <> '' as holds
from fact_project_card;
