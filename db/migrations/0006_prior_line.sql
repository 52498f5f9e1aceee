-- Last year's lines as they were budgeted, under the names by which this year's lines find them; '' where the source
-- did not say (a published form tells the economic items, and not which function each was spent on).

create table prior_line (
    id integer primary key,
    year integer not null check (year between 1990 and 2100),
    table_name text not null check (table_name in ('funding', 'expenditure', 'procurement', 'service_purchase')),
    unit text not null default '', -- its code
    kind text not null default '', -- nature of a spending line, kind of income
    project text not null default '',
    item text not null default '', -- item of costs, of purchase or of service
    function text not null default '',
    economic text not null default '',
    fund text not null default '',
    amount integer not null,
    position integer not null
) strict;
