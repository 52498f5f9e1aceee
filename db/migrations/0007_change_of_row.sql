-- Who put a figure there, and what stood there before: asked of one row whenever the mouse rests on a cell, of a journal
-- that only ever grows.

create index change_of_row on change (table_name, row_id);
