-- id: sme-order
-- label: 改为 {text}
-- The part becomes the whole. Not certain: it may be the whole that is wrong.
select book, '12!' || row_key || '.for_smes' as mend, '12!' || row_key || '.for_smes' as cell, amount as text,
    0 as certain
from form_12 where row_kind = 'record' and for_smes > amount
union all
select book, '12!' || row_key || '.for_micro', '12!' || row_key || '.for_micro', for_smes, 0
from form_12 where row_kind = 'record' and for_micro > for_smes;
