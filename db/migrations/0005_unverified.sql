-- What a new year took over from the last one and nobody has confirmed yet (待核实). A value that is typed or confirmed is
-- no longer here; column_name '' means the whole row.

create table unverified (
    id integer primary key,
    table_name text not null check (table_name <> ''),
    row_id integer not null,
    column_name text not null default '',
    unique (table_name, row_id, column_name)
) strict;
