-- id: weights-15
-- title: 年度指标分值加起来是一百
-- severity: 一上:hint 二上:warning
-- forms: 15
-- figures: integer
-- says: 项目“{project}”年度指标的分值权重相加是 {left}，应为 {right}；请调整分值，或说明其余分值用在哪里。
-- basis: 年度绩效指标分值权重合计100分
-- absent: 没有填分值权重的年度指标
select book, '15/' || project || '!annual' as address, sum(weight) as left_value, '' as other_address, 100
    as right_value, sum(weight) = 100 as holds, project
from form_15_annual group by book, project having sum(weight) <> 0;
