-- id: rows-07
-- title: 07表上级科目等于下级科目之和
-- severity: error
-- forms: 07
-- structural: yes
-- says: {place}是 {left}，下级各行相加是 {right}，相差 {difference}；请核对这个科目下面各行的数。
-- basis: 合计等于各类之和，类等于款之和，款等于项之和
-- absent: 没有一般公共预算基本支出
with k as materialized ( -- a key that is no text column could not be looked up: every row would meet every row
    select book, cast('total' as text) as row_key, sum(total) as total, sum(personnel) as personnel, sum(operating)
        as operating from form_07 where row_kind = 'level1' group by book
    union all select book, cast(substr(row_key, 1, 3) as text) as row_key, sum(total) as total, sum(personnel) as personnel,
        sum(operating) as operating from form_07 where row_kind = 'level2' group by book, 2
), m as materialized (
    select p.*, k.total as k_total, k.personnel as k_personnel, k.operating as k_operating
    from form_07 p join k on k.book = p.book and k.row_key = p.row_key
)
select book, '07!' || row_key || '.total' as address, total as left_value, '' as other_address, k_total as right_value,
    total = k_total as holds from m where total <> 0 or k_total <> 0
union all select book, '07!' || row_key || '.personnel', personnel, '', k_personnel, personnel = k_personnel
    from m where personnel <> 0 or k_personnel <> 0
union all select book, '07!' || row_key || '.operating', operating, '', k_operating, operating = k_operating
    from m where operating <> 0 or k_operating <> 0
