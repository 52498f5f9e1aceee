-- rows: one
-- columns: total abroad reception cars car_purchase car_running
select coalesce(sum(total), 0), coalesce(sum(abroad), 0), coalesce(sum(reception), 0), coalesce(sum(cars), 0),
    coalesce(sum(car_purchase), 0), coalesce(sum(car_running), 0)
from form_08
