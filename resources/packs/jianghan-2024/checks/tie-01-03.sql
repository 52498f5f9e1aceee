-- id: tie-01-03
-- title: 收支预算总表各类支出与支出预算总表一致
-- severity: error
-- forms: 01 03
-- structural: yes
-- says: {place}是 {left}，{other_place}是 {right}，相差 {difference}；两张表取自同一支出，请核对改动过的一张。
-- basis: 01表支出各类等于03表同类合计，本年支出合计等于03表合计
-- absent: 没有支出
with class (row_key, code) as (values
    ('r01', '201'), ('r02', '204'), ('r03', '205'), ('r04', '206'), ('r05', '207'),
    ('r06', '208'), ('r07', '210'), ('r08', '211'), ('r09', '212'), ('r10', '213'),
    ('r11', '214'), ('r12', '215'), ('r13', '216'), ('r14', '217'), ('r15', '219'),
    ('r16', '220'), ('r17', '221'), ('r18', '222'), ('r19', '223'), ('r20', '224'),
    ('r21', '229'), ('r22', '231'), ('r23', '232'), ('r24', '233'), ('r25', '203')
), used as materialized ( -- of the classes few have anything in either table
    select row_key, code from class where row_key in (select row_key from form_01 where spending <> 0)
        or code in (select code from form_03 where row_kind = 'level1')
), p as (
    select f.book, f.row_key, c.code, f.spending from form_01 f join used c on c.row_key = f.row_key
), k as (
    select f.book, f.code, f.total from form_03 f where f.row_kind = 'level1' and f.code in (select code
        from class)
)
select coalesce(p.book, k.book) as book, '01!' || p.row_key || '.spending' as address, coalesce(p.spending, 0)
    as left_value,
    '03!' || coalesce(k.code, p.code) || '.total' as other_address, coalesce(k.total, 0) as right_value,
    coalesce(p.spending, 0) = coalesce(k.total, 0) as holds
from p full join k on k.book = p.book and k.code = p.code
where coalesce(p.spending, 0) <> 0 or coalesce(k.total, 0) <> 0
union all
select f.book, '01!r26.spending', f.spending, '03!total.total', coalesce(t.total, 0),
    f.spending = coalesce(t.total, 0) - coalesce(u.total, 0)
from form_01 f left join form_03 t on t.book = f.book and t.row_key = 'total'
left join ( -- what is spent in classes that no catalog has: tie-03-01-class names each
    select book, sum(total) as total from form_03
    where row_kind = 'level1' and code not in (select code from catalog_function) group by book
) u on u.book = f.book
where f.row_key = 'r26';
