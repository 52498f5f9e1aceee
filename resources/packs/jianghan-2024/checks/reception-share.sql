-- id: reception-share
-- title: 公务接待费占公用经费不过高
-- severity: hint
-- forms: 07 08
-- left_is: 公务接待费
-- right_is: 限额
-- says: {place}是 {left}，超过公用经费的{percent}%（{right}）；请核对，能压减的压减。
-- basis: 公务接待费控制在公用经费的一定比例内
-- absent: 公用经费里没有公务接待费
select e.book, '07!' || e.row_key || '.operating' as address, e.operating as left_value, '07!total.operating'
    as other_address, t.operating * l.value / 100 as right_value, e.operating * 100 <= t.operating * l.value as holds,
    l.value as percent
from form_07 e
join catalog_three_public p on p.economic = e.row_key and p.item = 'reception'
join form_07 t on t.book = e.book and t.row_key = 'total'
join catalog_threshold l on l.code = 'reception_share'
where e.operating > 0
