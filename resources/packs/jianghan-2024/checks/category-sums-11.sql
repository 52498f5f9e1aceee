-- id: category-sums-11
-- title: 项目支出预算表类别行等于其项目之和
-- severity: error
-- forms: 11
-- structural: yes
-- says: {place}是 {left}，这一类各项目相加是 {right}，相差 {difference}；请核对这一类的项目。
-- basis: 类别行等于它下面各项目之和，到下一个类别或单位为止
-- absent: 没有项目
with r as (
    select book, ordinal, row_kind, row_key, total,
        sum(case when row_kind in ('category', 'unit') then 1 else 0 end) over (partition by book order by ordinal) as part
    from form_11 where row_kind in ('unit', 'category', 'record')
)
select c.book, '11!' || c.row_key || '.total' as address, c.total as left_value, '' as other_address,
    coalesce(s.total, 0) as right_value, c.total = coalesce(s.total, 0) as holds
from r c
left join (select book, part, sum(total) as total from r where row_kind = 'record' group by book, part) s
    on s.book = c.book and s.part = c.part
where c.row_kind = 'category'
