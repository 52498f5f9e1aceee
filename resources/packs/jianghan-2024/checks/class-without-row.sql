-- id: class-without-row
-- title: 支出的类在收支预算总表中有行
-- severity: error
-- forms: 01 03
-- figures: text
-- structural: yes
-- says: {place}的支出科目 {left} 属于“{class}”，收支预算总表没有这一类的行，共 {lines} 行这样的支出；请改用总表所列各类的科目。
-- basis: 01表和04表只列二十五类支出，其他类的支出没有位置
-- absent: 没有支出
with class (row_key, code) as (values
    ('r01', '201'), ('r02', '204'), ('r03', '205'), ('r04', '206'), ('r05', '207'),
    ('r06', '208'), ('r07', '210'), ('r08', '211'), ('r09', '212'), ('r10', '213'),
    ('r11', '214'), ('r12', '215'), ('r13', '216'), ('r14', '217'), ('r15', '219'),
    ('r16', '220'), ('r17', '221'), ('r18', '222'), ('r19', '223'), ('r20', '224'),
    ('r21', '229'), ('r22', '231'), ('r23', '232'), ('r24', '233'), ('r25', '203')
), s as (
    select book, function_1, min(id) as id, min(function) as function, sum(lines) as lines from sum_by_function
        group by book, function_1
)
select s.book, 'entry/' || e.entry || '/#' || s.id || '.function' as address, s.function as left_value,
    '03!' || s.function_1 || '.total' as other_address,
    '' as right_value, c.code is not null as holds, n.name as class, s.lines
from s
left join class c on c.code = s.function_1
join catalog_function n on n.code = s.function_1
-- A class that no catalog has either is the matter of unknown-function, and in the forms of tie-03-01-class.
join (select book, id, case nature when 'project' then 'project_spending' when 'personnel' then 'basic'
    when 'operating' then 'basic'
    else 'other_spending' end as entry from sum_by_function) e on e.book = s.book and e.id = s.id;
