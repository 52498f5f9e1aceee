-- id: spending-type-14-15
-- title: 支出项目类别与安排频度不矛盾
-- severity: hint
-- forms: 14 15
-- figures: text
-- says: 项目“{name}”在14表的支出项目类别是“{left}”，15表勾的是{right}；请改成一致的。
-- basis: 一次性项目不是经常性项目
-- absent: 没有填支出项目类别
select f.book, '14!projects/' || f.row_key || '.spending_type' as address, f.spending_type as left_value,
    '15/' || h.project || '!head/row.frequency' as other_address,
    case h.frequency when 'once' then '一次性项目' when 'annual' then '常年项目' else '延续性项目' end as right_value,
    not exists (select 1 from catalog_word w where instr(f.spending_type, w.word) > 0
        and w.topic = case h.frequency when 'once' then 'not_once' else 'only_once' end) as holds, f.name
from form_14_projects f join form_15_head h on h.book = f.book and h.project = f.row_key
where f.spending_type <> '' and h.frequency <> ''
