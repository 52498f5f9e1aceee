-- id: rows-03
-- title: 03表上级科目等于下级科目之和
-- severity: error
-- forms: 03
-- structural: yes
-- says: {place}是 {left}，下级各行相加是 {right}，相差 {difference}；请核对这个科目下面各行的数。
-- basis: 合计等于各类之和，类等于款之和，款等于项之和
-- absent: 没有支出
with k as materialized ( -- a key that is no text column could not be looked up: every row would meet every row
    select book, cast('total' as text) as row_key, sum(total) as total, sum(basic) as basic, sum(project) as project,
        sum(business) as business, sum(remit_up) as remit_up, sum(aid_down) as aid_down from form_03
        where row_kind = 'level1' group by book
    union all select book, cast(substr(row_key, 1, 3) as text) as row_key, sum(total) as total, sum(basic) as basic,
        sum(project) as project, sum(business) as business, sum(remit_up) as remit_up, sum(aid_down) as aid_down
        from form_03 where row_kind = 'level2' group by book, 2
    union all select book, cast(substr(row_key, 1, 5) as text) as row_key, sum(total) as total, sum(basic) as basic,
        sum(project) as project, sum(business) as business, sum(remit_up) as remit_up, sum(aid_down) as aid_down
        from form_03 where row_kind = 'level3' group by book, 2
)
select p.book, '03!' || p.row_key || '.total' as address, p.total as left_value, '' as other_address, k.total
    as right_value, p.total = k.total as holds from form_03 p
    join k on k.book = p.book and k.row_key = p.row_key where p.total <> 0 or k.total <> 0
union all select p.book, '03!' || p.row_key || '.basic', p.basic, '', k.basic, p.basic = k.basic from form_03 p
    join k on k.book = p.book and k.row_key = p.row_key where p.basic <> 0 or k.basic <> 0
union all select p.book, '03!' || p.row_key || '.project', p.project, '', k.project, p.project = k.project
    from form_03 p join k on k.book = p.book and k.row_key = p.row_key where p.project <> 0 or k.project <> 0
union all select p.book, '03!' || p.row_key || '.business', p.business, '', k.business, p.business = k.business
    from form_03 p join k on k.book = p.book and k.row_key = p.row_key where p.business <> 0 or k.business <> 0
union all select p.book, '03!' || p.row_key || '.remit_up', p.remit_up, '', k.remit_up, p.remit_up = k.remit_up
    from form_03 p join k on k.book = p.book and k.row_key = p.row_key where p.remit_up <> 0 or k.remit_up <> 0
union all select p.book, '03!' || p.row_key || '.aid_down', p.aid_down, '', k.aid_down, p.aid_down = k.aid_down
    from form_03 p join k on k.book = p.book and k.row_key = p.row_key where p.aid_down <> 0 or k.aid_down <> 0;
