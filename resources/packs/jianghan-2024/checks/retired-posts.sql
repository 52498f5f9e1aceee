-- id: retired-posts
-- title: 离退休人员不占编制
-- severity: 一上:hint 二上:warning
-- figures: integer
-- says: {place}是 {left}，离退休人员不占编制，应为 {right}；请把编制数填到在职人员的行，离退休人数填实有数。
-- basis: 编制只核定给在职人员
-- absent: 没有填离退休人员
select book, 'entry/headcount/#' || id || '.authorised' as address, authorised as left_value, '' as other_address,
    0 as right_value, authorised = 0 as holds
from fact_headcount where kind = 'retired'
