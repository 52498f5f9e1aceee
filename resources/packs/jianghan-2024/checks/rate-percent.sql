-- id: rate-percent
-- title: 比率指标的值是百分数
-- severity: warning
-- forms: 14 15
-- figures: text
-- says: {place}是“{left}”，而“{name}”是比率；请写成“≥95%”这样的百分数，或把指标改成说数量的名称。
-- basis: 比率指标用百分数表示
-- absent: 没有带数的比率指标
with i as (
    select r.*, case when instr(level3, '（') > 0 then substr(level3, 1, instr(level3, '（') - 1)
        when instr(level3, '(') > 0 then substr(level3, 1, instr(level3, '(') - 1) else level3 end as said
    from read_indicator r where number >= 0 and unit <> ''
)
select i.book, i.place || '.value_now' as address, i.value_now as left_value, '' as other_address, '' as right_value,
    exists (select 1 from catalog_word u where u.topic = 'rate_unit' and instr(i.unit, u.word) > 0) as holds,
    i.level3 as name
from i
where exists (select 1 from catalog_word w where w.topic = 'rate_name' and i.said like '%' || w.word)
    and not exists (select 1 from catalog_word w where w.topic = 'not_rate' and i.said like '%' || w.word)
