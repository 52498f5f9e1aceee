-- id: public-telephone
-- title: 公开咨询电话已填
-- severity: 一上:hint 二上:warning 公开:error
-- figures: text
-- completeness: yes
-- says: {place}没有填；公开时要写咨询电话。
-- basis: 预算公开要有公开咨询电话
-- absent: 没有基本信息
select book, 'entry/book/1.public_telephone' as address, public_telephone as left_value, '' as other_address, ''
    as right_value, public_telephone <> '' as holds
from fact_book;
