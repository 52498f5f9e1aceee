-- id: project-texts
-- title: 项目的必填文字已写
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: text
-- completeness: yes
-- says: {place}没有写；请填写{right}。
-- basis: 项目申报表的立项依据、实施方案、用途和负责人必填
-- absent: 没有项目
with t (item, label) as (values ('purpose', '用途'), ('leader', '负责人'), ('basis', '立项依据'), ('plan', '项目实施方案'),
    ('last_review', '上年绩效评价结果、整改及应用')),
s as (
    select p.book, p.id, t.item, t.label, case t.item when 'purpose' then p.purpose when 'leader' then p.leader
        when 'basis' then p.basis
        when 'plan' then p.plan else p.last_review end as text
    from fact_project_card p cross join t
)
select book, 'entry/project/#' || id || '.' || item as address, substr(text, 1, 20) as left_value, ''
    as other_address, label as right_value, text <> '' as holds
from s;
