-- id: tie-04-class
-- title: 财政拨款支出各类与三张分预算表一致
-- severity: error
-- forms: 03 04 05 09 10
-- says: {place}是 {left}，05、09、10表这一类相加是 {right}，相差 {difference}；只能多出财政拨款上年结转安排的支出和经营、上缴、补助支出，请核对这一类的支出，有负数冲减的说明原因。
-- basis: 04表各类等于当年一般公共预算、政府性基金、国有资本经营预算支出之和，加上财政拨款上年结转安排的支出
-- absent: 没有财政拨款支出
with class (row_key, code) as (values
    ('r02', '201'), ('r03', '204'), ('r04', '205'), ('r05', '206'), ('r06', '207'),
    ('r07', '208'), ('r08', '210'), ('r09', '211'), ('r10', '212'), ('r11', '213'),
    ('r12', '214'), ('r13', '215'), ('r14', '216'), ('r15', '217'), ('r16', '219'),
    ('r17', '220'), ('r18', '221'), ('r19', '222'), ('r20', '223'), ('r21', '224'),
    ('r22', '229'), ('r23', '231'), ('r24', '232'), ('r25', '233'), ('r26', '203')
), s as materialized (
    select book, code, sum(total) as total from (
        select book, code, total from form_05 where row_kind = 'level1'
        union all select book, code, total from form_09 where row_kind = 'level1'
        union all select book, code, total from form_10 where row_kind = 'level1'
    ) group by book, code
), used as materialized ( -- of the classes few have anything in either table
    select row_key, code from class where row_key in (select row_key from form_04 where spending <> 0)
        or code in (select code from s where total <> 0)
), b as (select book, income from form_04 where row_key = 'r05'),
-- What is neither basic nor a project stands in 04 and in none of the three.
o as (select book, code, business + remit_up + aid_down as amount from form_03 where row_kind = 'level1')
select f.book, '04!' || f.row_key || '.spending' as address, f.spending as left_value,
    '05!' || c.code || '.total' as other_address, coalesce(s.total, 0) as right_value,
    f.spending - coalesce(s.total, 0) between 0 and b.income + coalesce(o.amount, 0) as holds
from form_04 f
join used c on c.row_key = f.row_key
join b on b.book = f.book
left join s on s.book = f.book and s.code = c.code
left join o on o.book = f.book and o.code = c.code
where f.spending <> 0 or s.total <> 0
