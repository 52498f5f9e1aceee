-- Quantity times price must be an amount like any other: beyond 64 bits the product is no whole number of fen.

create table procurement_checked (
    id integer primary key,
    unit integer not null references unit (id),
    project integer,
    catalog_code text not null check (catalog_code <> ''),
    item_name text not null default '',
    function text not null check (function <> ''),
    economic text not null check (economic <> ''),
    fund text not null default 'general' check (fund in ('general', 'gov_fund', 'state_capital', 'fiscal_account',
        'service_income', 'business_income', 'higher_grant', 'subordinate_payment', 'other_income')),
    source_text text not null default '',
    quantity integer not null check (quantity >= 0),
    unit_price integer not null,
    measure text not null default '',
    for_smes integer not null default 0,
    for_micro integer not null default 0,
    position integer not null,
    foreign key (project, unit) references project (id, unit),
    check (abs(quantity * unit_price) <= 1000000000000000)
) strict;

insert into procurement_checked select * from procurement;

drop table procurement;

alter table procurement_checked rename to procurement;
