-- id: text-expression
-- title: 文字里的算式算得对
-- severity: 一上:hint 二上:warning
-- forms: 14 15
-- says: {place}里的“{written}”算出来是 {right}，不是 {left}；请核对算式和结果{unit}。
-- basis: 测算依据的算式和结果要一致
-- absent: 文字里没有带结果的算式
with e as (
    select book, address, written, result, holds, other_unit, yuan, wan,
        case when abs(yuan - result) <= abs(wan - result) then yuan else wan end as worked,
        row_number() over (partition by book, address order by holds, ordinal) as nth
    from said_expression where result >= 0 or holds = 0
)
select book, address, case when result >= 0 then result else null end as left_value, '' as other_address,
    worked as right_value, holds, written,
    case other_unit when 1 then '的单位，像是元和万元写混了' else '' end as unit
from e where nth = 1
