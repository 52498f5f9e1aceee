-- id: purchase-residual
-- title: 有专门科目的采购不用“其他”科目
-- severity: 一上:hint 二上:warning
-- forms: 12 13
-- figures: text
-- says: {place}是“{left}”，而“{what}”有专门的科目 {right}；请改用专门的科目，支出也一并改，另有规定的说明原因。
-- basis: 能列入具体经济科目的支出不列“其他”
-- absent: 没有列在“其他”科目的采购和购买服务
with r as (
    select book, '12!' || row_key || '.economic' as place, economic, catalog as what from form_12
    where row_kind = 'record' and exists (select 1 from catalog_procurement c where c.level = 1 and c.name = '服务'
        and form_12.catalog like '[' || c.code || '%')
    union all select book, '13!' || row_key || '.economic', economic, content from form_13 where row_kind = 'record'
), k as (
    select r.*, (select min(w.economic) from catalog_purchase_word w where instr(r.what, w.word) > 0) as better
    from r where instr(r.economic, ']其他') > 0
)
select k.book, k.place as address, k.economic as left_value, '' as other_address,
    coalesce('[' || k.better || ']' || c.name, '') as right_value, k.better is null as holds, k.what
from k left join catalog_economic c on c.code = k.better
