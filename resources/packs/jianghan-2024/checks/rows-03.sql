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
), m as materialized (
    select p.*, k.total as k_total, k.basic as k_basic, k.project as k_project, k.business as k_business,
        k.remit_up as k_remit_up, k.aid_down as k_aid_down
    from form_03 p join k on k.book = p.book and k.row_key = p.row_key
)
select book, '03!' || row_key || '.total' as address, total as left_value, '' as other_address, k_total as right_value,
    total = k_total as holds from m where total <> 0 or k_total <> 0
union all select book, '03!' || row_key || '.basic', basic, '', k_basic, basic = k_basic
    from m where basic <> 0 or k_basic <> 0
union all select book, '03!' || row_key || '.project', project, '', k_project, project = k_project
    from m where project <> 0 or k_project <> 0
union all select book, '03!' || row_key || '.business', business, '', k_business, business = k_business
    from m where business <> 0 or k_business <> 0
union all select book, '03!' || row_key || '.remit_up', remit_up, '', k_remit_up, remit_up = k_remit_up
    from m where remit_up <> 0 or k_remit_up <> 0
union all select book, '03!' || row_key || '.aid_down', aid_down, '', k_aid_down, aid_down = k_aid_down
    from m where aid_down <> 0 or k_aid_down <> 0
