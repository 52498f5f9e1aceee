-- id: measure-12
-- title: 采购写明计量单位
-- severity: 一上:hint 二上:warning
-- forms: 12
-- figures: text
-- says: {place}是“{left}”；请填写台、套、批这样的计量单位。
-- basis: 采购数量要有计量单位
-- absent: 没有政府采购
select book, '12!' || row_key || '.measure' as address, measure as left_value, '' as other_address, '' as right_value,
    measure <> '' and measure not glob '*[0-9]*'
        and measure not in (select word from catalog_word where topic = 'money_unit') as holds
from form_12 f where row_kind = 'record' and not exists (
    select 1 from catalog_word w where w.topic = 'withheld' and instr(f.project, w.word) = 1
)
