-- id: paragraph-unused
-- title: 自己改写的段落都还在公开说明里
-- severity: 一上:hint warning
-- figures: text
-- says: {place}改写的这一段，公开说明里现在没有，写的文字不会印出来；请改写到现在的段落，或者删去。
-- basis: 公开说明的文字与账一致
-- absent: 没有自己改写过的段落
select book, address, '' as left_value, '' as other_address, '' as right_value, stands = 1 as holds
from said_override where kind = 'place'
