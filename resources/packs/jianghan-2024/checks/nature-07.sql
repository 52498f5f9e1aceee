-- id: nature-07
-- title: 基本支出表的科目分列人员和公用
-- severity: warning
-- forms: 07
-- received: yes
-- says: {place}有 {left}，而“{name}”通常是{usual}；请核对，确应如此的说明原因。
-- basis: 301、303类是人员经费，302类和常用的310类是公用经费，其余一般不在基本支出里
-- absent: 自己的预算由“人员、公用与经济科目相符”逐行审核
with r as (
    select e.book, e.row_key, e.personnel, e.operating, c.nature, c.name, c.parent
    from form_07 e join catalog_economic c on c.code = e.row_key and c.level > 1
)
select r.book, '07!' || r.row_key || case r.nature when 'operating' then '.personnel' else '.operating' end as address,
    case r.nature when 'operating' then r.personnel else r.operating end as left_value, '' as other_address,
    0 as right_value, case r.nature when 'operating' then r.personnel else r.operating end = 0 as holds, r.name,
    case r.nature when 'operating' then '公用经费' else '人员经费' end as usual
from r where r.nature in ('personnel', 'operating')
union all
select r.book, '07!' || r.row_key || '.total', r.personnel + r.operating, '', 0, b.economic is not null, r.name, '项目支出'
from r left join catalog_basic_economic b on b.economic in (r.row_key, r.parent)
