-- columns: name amount
select name, amount from (
    select 1 as place, '基本支出' as name, basic as amount from form_03 where row_key = 'total'
    union all select 2, '项目支出', project from form_03 where row_key = 'total'
    union all select 3, '事业单位经营支出', business from form_03 where row_key = 'total'
    union all select 4, '上缴上级支出', remit_up from form_03 where row_key = 'total'
    union all select 5, '对附属单位补助支出', aid_down from form_03 where row_key = 'total'
    union all select 6, '年终结转结余', spending from form_01 where row_key = 'r27'
) where amount <> 0 order by place
