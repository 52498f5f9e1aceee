-- id: sum-14-prior
-- title: 整体绩效表近两年收支相加正确
-- severity: error
-- forms: 14
-- structural: yes
-- says: {place}是 {left}，应为 {right}，相差 {difference}；请核对这一年的各项。
-- basis: 近两年的收入合计、支出合计各等于分项之和
-- absent: 没有近两年的数
with s as (
    select book, case when row_key like 'income%' then 'income_total' else 'spending_total' end as row_key,
        sum(prior2) as prior2, sum(prior1) as prior1
    from form_14_funds where row_key not in ('income_total', 'spending_total') group by 1, 2
), t as (
    select f.book, f.row_key, 'prior2' as which, f.prior2 as amount, s.prior2 as parts
        from form_14_funds f join s on s.book = f.book and s.row_key = f.row_key
    union all select f.book, f.row_key, 'prior1', f.prior1, s.prior1
        from form_14_funds f join s on s.book = f.book and s.row_key = f.row_key
)
select book, '14!funds/' || row_key || '.' || which as address, amount as left_value, '' as other_address,
    parts as right_value, amount = parts as holds
from t where amount <> 0 or parts <> 0
