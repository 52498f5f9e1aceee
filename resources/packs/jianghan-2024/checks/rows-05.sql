-- id: rows-05
-- title: 05表上级科目等于下级科目之和
-- severity: error
-- forms: 05
-- structural: yes
-- says: {place}是 {left}，下级各行相加是 {right}，相差 {difference}；请核对这个科目下面各行的数。
-- basis: 合计等于各类之和，类等于款之和，款等于项之和
-- absent: 没有一般公共预算支出
with k as materialized ( -- a key that is no text column could not be looked up: every row would meet every row
    select book, cast('total' as text) as row_key, sum(total) as total, sum(basic) as basic, sum(personnel) as personnel,
        sum(operating) as operating, sum(project) as project from form_05 where row_kind = 'level1'
        group by book
    union all select book, cast(substr(row_key, 1, 3) as text) as row_key, sum(total) as total, sum(basic) as basic,
        sum(personnel) as personnel, sum(operating) as operating, sum(project) as project from form_05
        where row_kind = 'level2' group by book, 2
    union all select book, cast(substr(row_key, 1, 5) as text) as row_key, sum(total) as total, sum(basic) as basic,
        sum(personnel) as personnel, sum(operating) as operating, sum(project) as project from form_05
        where row_kind = 'level3' group by book, 2
)
select p.book, '05!' || p.row_key || '.total' as address, p.total as left_value, '' as other_address, k.total
    as right_value, p.total = k.total as holds from form_05 p
    join k on k.book = p.book and k.row_key = p.row_key where p.total <> 0 or k.total <> 0
union all select p.book, '05!' || p.row_key || '.basic', p.basic, '', k.basic, p.basic = k.basic from form_05 p
    join k on k.book = p.book and k.row_key = p.row_key where p.basic <> 0 or k.basic <> 0
union all select p.book, '05!' || p.row_key || '.personnel', p.personnel, '', k.personnel,
    p.personnel = k.personnel from form_05 p join k on k.book = p.book and k.row_key = p.row_key
    where p.personnel <> 0 or k.personnel <> 0
union all select p.book, '05!' || p.row_key || '.operating', p.operating, '', k.operating,
    p.operating = k.operating from form_05 p join k on k.book = p.book and k.row_key = p.row_key
    where p.operating <> 0 or k.operating <> 0
union all select p.book, '05!' || p.row_key || '.project', p.project, '', k.project, p.project = k.project
    from form_05 p join k on k.book = p.book and k.row_key = p.row_key where p.project <> 0 or k.project <> 0;
