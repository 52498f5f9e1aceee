-- id: prior-total
-- title: 上年收支总预算已填
-- severity: hint
-- forms: 14
-- figures: text
-- completeness: yes
-- says: 没有上年（{right}年）的收支总预算；和上年比较要用它，请在“上年数据”中填写，没有数的不用填 0。
-- basis: 公开说明要和上年预算比较
-- absent: 没有基本信息
select b.book, 'entry/prior/total' as address, case when p.figures is null then '没有' else '已填' end
    as left_value, '' as other_address,
    '' || (b.year - 1) as right_value, p.figures is not null as holds
from fact_book b
left join (select book, count(*) as figures from fact_prior where measure = 'total' and ago = '1'
    and stage = 'budget' group by book) p on p.book = b.book;
