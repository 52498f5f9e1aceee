-- id: blank-item
-- title: 没有项目名的行没有数
-- severity: error
-- forms: 01 04
-- structural: yes
-- says: {place}有 {left}，而这一行没有收入项目；请把这个数填到它的项目所在的行，或删去。
-- basis: 收入项目只到各自的末行，下面的格是空的
-- absent: 没有不列项目的行
select book, '01!' || row_key || '.income' as address, income as left_value, '' as other_address, 0 as right_value,
    income = 0 as holds from form_01 where income_item = ''
union all select book, '04!' || row_key || '.income', income, '', 0, income = 0 from form_04 where income_item = ''
