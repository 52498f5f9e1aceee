-- id: tie-15-11
-- title: 项目申报表的当年预算与项目支出预算表一致
-- severity: error
-- forms: 11 15
-- structural: yes
-- says: 项目“{name}”在15表的当年预算是 {left}，11表是 {right}，相差 {difference}；请核对这个项目的金额。
-- basis: 15表项目当年预算等于11表同一项目合计，每个项目一张表
-- absent: 没有项目
-- What a publication calls a confidential project has no 15.
with f as (select * from form_15_head), g as (select * from form_11 where row_kind = 'record')
select coalesce(f.book, g.book) as book, '15/' || coalesce(f.project, g.row_key) || '!head/row.amount'
    as address, coalesce(f.amount, 0) as left_value,
    '11!' || coalesce(g.row_key, f.project) || '.total' as other_address, coalesce(g.total, 0) as right_value,
    coalesce(f.amount, 0) = coalesce(g.total, 0) as holds, coalesce(f.name, g.name) as name
from f full join g on g.book = f.book and g.row_key = f.project
where f.book is not null or not exists (select 1 from catalog_word w
    where w.topic = 'withheld' and instr(g.name, w.word) = 1);
