-- id: purchase-lines
-- title: 采购和服务不超过同一经济科目的支出
-- severity: warning
-- forms: 12 13
-- left_is: 采购和购买服务
-- right_is: 这个科目的支出
-- says: {said}用经济科目 {economic} 的采购和购买服务共 {left}，这个科目的支出只有 {right}，多出 {difference}；请核对科目和金额。
-- basis: 采购和购买服务的钱在同一经济科目的支出里
-- absent: 没有采购和购买服务，或科目在支出里没有
with b as (
    select book, 'entry/procurement/#' || id as place, unit_code, project_ref, project, economic, amount
    from fact_procurement
    union all select book, 'entry/service/#' || id, unit_code, project_ref, project, economic, amount from fact_service
    where in_procurement = 0
), s as (
    select book, min(place) as place, unit_code, project_ref, project, economic, sum(amount) as amount from b
    group by book, unit_code, project_ref, project, economic
), m as (
    select s.book, s.place, '项目“' || s.project || '”' as said, s.economic, s.amount, (select sum(l.amount)
        from expenditure l where l.project = s.project_ref and l.economic = s.economic) as money
    from s where s.project_ref is not null
    union all
    select s.book, s.place, '单位 ' || s.unit_code || ' 的基本支出', s.economic, s.amount, coalesce((select sum(l.amount)
        from sum_by_economic l where l.book = s.book and l.unit_code = s.unit_code and l.economic = s.economic
            and l.nature <> 'project'), 0)
    from s where s.project_ref is null
)
select book, place || '.economic' as address, amount as left_value, '' as other_address, money as right_value,
    amount <= money as holds, said, economic
from m where money is not null
