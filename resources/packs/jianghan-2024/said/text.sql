-- Every text somebody writes: the explanation's parts, and those of the forms. Names and codes are no texts.
-- `project`: what a text is about that is not about the whole office. A text in place of a paragraph of the explanation
-- is about what that paragraph is about.
select n.book, b.year, 'entry/narrative/#' || n.topic || '.text' as address, n.topic,
    case when n.topic like 'use.%' then substr(n.topic, 5) when n.topic like 'term.%' then n.topic
        when n.topic like 'paragraph.项目支出.%' then substr(n.topic, 16)
        when n.topic like 'paragraph.名词.%' then n.topic else '' end as project,
    n.text
from fact_narrative n join fact_book b on b.book = n.book
where n.text <> '' and n.topic not in (select code from catalog_narrative where form = '14')
union all select t.book, b.year, '14!texts/row.overview', 'overview', '', t.overview
from form_14_texts t join fact_book b on b.book = t.book where t.overview <> ''
union all select t.book, b.year, '14!texts/row.tasks', 'tasks', '', t.tasks
from form_14_texts t join fact_book b on b.book = t.book where t.tasks <> ''
union all select p.book, b.year, '14!projects/' || p.row_key || '.purpose', 'project.purpose', p.row_key, p.purpose
from form_14_projects p join fact_book b on b.book = p.book where p.purpose <> ''
union all select g.book, b.year, '14!goals/' || g.row_key || '.long', 'goal.long', '', g.long
from form_14_goals g join fact_book b on b.book = g.book where g.long <> ''
union all select g.book, b.year, '14!goals/' || g.row_key || '.annual', 'goal.annual', '', g.annual
from form_14_goals g join fact_book b on b.book = g.book where g.annual <> ''
union all select h.book, b.year, '15/' || h.project || '!head/row.basis', 'project.basis', h.project, h.basis
from form_15_head h join fact_book b on b.book = h.book where h.basis <> ''
union all select h.book, b.year, '15/' || h.project || '!head/row.plan', 'project.plan', h.project, h.plan
from form_15_head h join fact_book b on b.book = h.book where h.plan <> ''
union all select h.book, b.year, '15/' || h.project || '!head/row.last_review', 'project.last_review', h.project,
    h.last_review
from form_15_head h join fact_book b on b.book = h.book where h.last_review <> ''
union all select h.book, b.year, '15/' || h.project || '!head/row.budget_change', 'project.budget_change', h.project,
    h.budget_change
from form_15_head h join fact_book b on b.book = h.book where h.budget_change <> ''
union all select c.book, b.year, '15/' || c.project || '!costs/' || c.row_key || '.basis', 'cost.basis', c.project,
    c.basis
from form_15_costs c join fact_book b on b.book = c.book where c.basis <> ''
union all select g.book, b.year, '15/' || g.project || '!goals/' || g.row_key || '.text', 'goal.text', g.project, g.text
from form_15_goals g join fact_book b on b.book = g.book where g.text <> ''
