-- id: project-history
-- title: 常年和延续性项目有上年预算
-- severity: hint
-- forms: 15
-- figures: text
-- completeness: yes
-- says: 项目“{left}”不是一次性项目，却没有{year}年的预算数；请填写项目的以前年度，今年新增的在变动情况里写明“新增”。
-- basis: 常年项目和延续性项目要和上年比较
-- absent: 没有常年和延续性项目
select p.book, 'entry/project/#' || p.id || '.budget_change' as address, p.name as left_value, 'entry/project_year'
    as other_address, case when y.budget is null then '没有' else '已填' end as right_value,
    y.budget is not null or exists (select 1 from catalog_word w where w.topic = 'new_project'
        and instr(p.budget_change, w.word) > 0) as holds, '' || (b.year - 1) as year
from fact_project_card p
join fact_book b on b.book = p.book
left join fact_project_year y on y.book = p.book and y.project_ref = p.id and y.ago = '1'
where p.frequency <> 'once'
