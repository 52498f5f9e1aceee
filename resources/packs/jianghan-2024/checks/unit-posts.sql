-- id: unit-posts
-- title: 单位有与性质相符的人员
-- severity: 一上:hint 二上:warning
-- figures: text
-- says: 单位 {left}“{name}”没有{right}人员和编制，而它的性质是{right}；请核对单位性质或人员类别。
-- basis: 行政单位有行政编制，事业单位有事业编制
-- absent: 没有填人员
select u.book, coalesce((
        select min('entry/headcount/#' || h.id || '.kind') from fact_headcount h
        where h.book = u.book and h.unit_code = u.unit_code and h.kind in ('administrative', 'institution', 'worker')
            and h.authorised + h.actual > 0 having count(*) = 1
    ), 'entry/headcount/' || u.unit_code) as address, u.unit_code as left_value,
    'entry/unit/#' || u.id || '.kind' as other_address,
    case u.kind when 'institution' then '事业' else '行政' end as right_value,
    case u.kind when 'institution' then k.institution_posts when 'administrative' then k.administrative_posts
        else k.administrative_posts + k.institution_posts end > 0 as holds, u.unit_name as name
from fact_unit u join fact_people k on k.book = u.book and k.unit_code = u.unit_code
