-- id: project-without-spending
-- title: 每个项目都有支出
-- severity: 一上:hint 二上:warning
-- forms: 11 15
-- completeness: yes
-- says: 项目“{left}”还没有支出；请在项目支出中填写，不再安排的项目请删去。
-- basis: 列出的项目都应安排支出
-- absent: 没有项目
select p.book, 'entry/project/#' || p.id || '.name' as address, p.name as left_value, '' as other_address,
    p.amount as right_value, p.amount <> 0 as holds
from fact_project p;
