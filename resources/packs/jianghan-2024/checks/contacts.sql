-- id: contacts
-- title: 联系人和名称已填
-- severity: 一上:hint 二上:error
-- forms: 14
-- figures: text
-- completeness: yes
-- says: {place}没有填；请在“基本信息”中填写。
-- basis: 上报文件要有单位名称、填报人、负责人和联系电话
-- absent: 没有基本信息
with t (item) as (values ('legal_name'), ('filler'), ('telephone'), ('head'), ('finance_head')),
s as (
    select b.book, t.item, case t.item when 'legal_name' then b.legal_name when 'filler' then b.filler
        when 'telephone' then b.telephone
        when 'head' then b.head else b.finance_head end as text
    from fact_book b cross join t
)
select book, 'entry/book/1.' || item as address, text as left_value, '' as other_address, '' as right_value,
    text <> '' as holds from s;
