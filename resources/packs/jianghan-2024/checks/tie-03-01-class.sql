-- id: tie-03-01-class
-- title: 支出预算总表没有总表以外的类
-- severity: error
-- forms: 01 03
-- structural: yes
-- says: {place}是 {left}，但01表没有“{name}”这一类的行；请改用01表所列各类的科目。
-- basis: 01表只列二十五类支出
-- absent: 没有支出
with class (row_key, code) as (values
    ('r01', '201'), ('r02', '204'), ('r03', '205'), ('r04', '206'), ('r05', '207'),
    ('r06', '208'), ('r07', '210'), ('r08', '211'), ('r09', '212'), ('r10', '213'),
    ('r11', '214'), ('r12', '215'), ('r13', '216'), ('r14', '217'), ('r15', '219'),
    ('r16', '220'), ('r17', '221'), ('r18', '222'), ('r19', '223'), ('r20', '224'),
    ('r21', '229'), ('r22', '231'), ('r23', '232'), ('r24', '233'), ('r25', '203')
)
select f.book, '03!' || f.row_key || '.total' as address, f.total as left_value, '01!r26.spending'
    as other_address, 0 as right_value,
    c.code is not null as holds, coalesce(nullif(f.name, ''), f.code) as name
from form_03 f left join class c on c.code = f.code
where f.row_kind = 'level1';
