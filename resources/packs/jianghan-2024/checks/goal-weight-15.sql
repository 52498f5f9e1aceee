-- id: goal-weight-15
-- title: 同一目标的权重比例只有一个
-- severity: warning
-- forms: 15
-- figures: integer
-- says: {place}是 {left}，同一目标的另一行是 {right}；一个目标只有一个权重比例，请改成相同的数。
-- basis: 指标权重比例按目标填写
-- absent: 没有年度绩效指标
select w.book, '15/' || w.project || '!annual/' || w.row_key || '.weight_share' as address, w.weight_share as left_value,
    '15/' || w.project || '!annual/' || f.row_key || '.weight_share' as other_address, f.weight_share as right_value,
    w.weight_share = f.weight_share as holds
from form_15_annual w
join form_15_annual f on f.book = w.book and f.project = w.project and f.goal = w.goal
    and f.ordinal = (select min(ordinal) from form_15_annual m where m.book = w.book and m.project = w.project
        and m.goal = w.goal)
where w.ordinal >= f.ordinal
