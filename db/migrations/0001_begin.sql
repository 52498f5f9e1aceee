-- The ledger of one book. Amounts are INTEGER fen. Every rule that one row can break is a constraint here.
-- id is the row's name inside this file only: it is never printed and never leaves the book.

create table book (
    id integer primary key check (id = 1),
    uuid text not null check (length(uuid) = 36),
    year integer not null check (year between 2000 and 2100),
    pack text not null check (pack <> ''),
    pack_version text not null,
    department_code text not null check (department_code <> ''),
    budget_name text not null check (budget_name <> ''),
    legal_name text not null default '',
    short_name text not null default '',
    amounts text not null default '万元' check (amounts in ('万元', '元')),
    round text not null check (round <> ''),
    deadline text check (deadline is null or deadline is date(deadline)),
    filler text not null default '',
    telephone text not null default '',
    head text not null default '',
    finance_head text not null default '',
    public_telephone text not null default '',
    goal_end_year integer check (goal_end_year between 2000 and 2100),
    frozen integer not null default 0 check (frozen in (0, 1))
) strict;

create table unit (
    id integer primary key,
    code text not null unique check (code <> ''),
    name text not null check (name <> ''),
    kind text not null default 'administrative' check (kind in ('administrative', 'participating', 'institution')),
    merged_into integer references unit (id) check (merged_into <> id),
    position integer not null
) strict;

create table headcount (
    id integer primary key,
    unit integer not null references unit (id),
    kind text not null check (kind in ('administrative', 'institution', 'worker', 'retired', 'outside')),
    authorised integer not null default 0 check (authorised >= 0),
    actual integer not null default 0 check (actual >= 0),
    as_of text check (as_of is null or as_of is date(as_of)),
    position integer not null,
    unique (unit, kind)
) strict;

create table state_asset (
    id integer primary key,
    unit integer not null references unit (id),
    kind text not null check (kind <> ''),
    count integer check (count >= 0),
    area integer check (area >= 0), -- hundredths of a square metre
    value integer,
    as_of text check (as_of is null or as_of is date(as_of)),
    position integer not null
) strict;

create table funding (
    id integer primary key,
    unit integer not null references unit (id),
    fund text not null check (fund in ('general', 'gov_fund', 'state_capital', 'fiscal_account', 'service_income',
        'business_income', 'higher_grant', 'subordinate_payment', 'other_income')),
    kind text not null check (kind in ('current', 'brought_forward', 'carried_forward')),
    amount integer not null default 0,
    typed text not null default '',
    automatic integer not null default 0 check (automatic in (0, 1)),
    position integer not null,
    unique (unit, fund, kind),
    -- an automatic row follows spending, so it must not hold an amount of its own beside it
    check (automatic = 0 or (kind = 'current' and fund in ('general', 'gov_fund', 'state_capital') and amount = 0))
) strict;

create table project (
    id integer primary key,
    unit integer not null references unit (id),
    name text not null check (name <> ''),
    code text not null default '',
    declared_code text not null default '',
    category_group text not null check (category_group <> ''),
    frequency text not null default 'annual' check (frequency in ('once', 'annual', 'continuing')),
    spending_type text not null default '',
    total_budget integer,
    purpose text not null default '',
    executing_unit text not null default '',
    leader text not null default '',
    telephone text not null default '',
    basis text not null default '',
    plan text not null default '',
    last_review text not null default '',
    budget_change text not null default '',
    confidential integer not null default 0 check (confidential in (0, 1)),
    position integer not null,
    unique (unit, name),
    unique (id, unit)
) strict;

create table project_year (
    id integer primary key,
    project integer not null references project (id),
    year integer not null check (year between 1990 and 2100),
    budget integer,
    executed integer,
    executed_to_date integer,
    as_of text not null default '',
    position integer not null,
    unique (project, year)
) strict;

create table cost_item (
    id integer primary key,
    project integer not null references project (id),
    item text not null default '',
    basis text not null default '',
    position integer not null,
    unique (project, item, basis),
    unique (id, project)
) strict;

create table expenditure (
    id integer primary key,
    unit integer not null references unit (id),
    nature text not null check (nature in ('personnel', 'operating', 'project', 'business', 'remit_up', 'aid_down')),
    project integer,
    cost_item integer,
    function text not null check (function <> ''),
    economic text not null check (economic <> ''),
    fund text not null default 'general' check (fund in ('general', 'gov_fund', 'state_capital', 'fiscal_account',
        'service_income', 'business_income', 'higher_grant', 'subordinate_payment', 'other_income')),
    source text not null default 'current' check (source in ('current', 'carryover')),
    channel text not null default 'local' check (channel in ('local', 'transfer')),
    amount integer not null,
    typed text not null default '',
    note text not null default '',
    position integer not null,
    foreign key (project, unit) references project (id, unit),
    foreign key (cost_item, project) references cost_item (id, project),
    check ((nature = 'project') = (project is not null)),
    check ((nature = 'project') = (cost_item is not null))
) strict;

create index expenditure_project on expenditure (project);
create index expenditure_cost_item on expenditure (cost_item);

create table procurement (
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
    foreign key (project, unit) references project (id, unit)
) strict;

create table service_purchase (
    id integer primary key,
    unit integer not null references unit (id),
    project integer,
    in_procurement integer not null default 0 check (in_procurement in (0, 1)),
    content text not null check (content <> ''),
    quantity integer not null check (quantity >= 0),
    amount integer not null,
    typed text not null default '',
    function text not null check (function <> ''),
    economic text not null check (economic <> ''),
    fund text not null default 'general' check (fund in ('general', 'gov_fund', 'state_capital', 'fiscal_account',
        'service_income', 'business_income', 'higher_grant', 'subordinate_payment', 'other_income')),
    source_text text not null default '',
    level1 text not null default '',
    level2 text not null default '',
    level3 text not null default '',
    position integer not null,
    foreign key (project, unit) references project (id, unit)
) strict;

create table asset_plan (
    id integer primary key,
    project integer not null references project (id),
    name text not null check (name <> ''),
    quantity_text text not null default '',
    amount integer not null default 0,
    position integer not null
) strict;

create table objective (
    id integer primary key,
    project integer references project (id), -- none: the whole department (form 14)
    term text not null check (term in ('long', 'annual')),
    text text not null check (text <> ''),
    weight_share integer check (weight_share between 0 and 100),
    position integer not null
) strict;

create table indicator (
    id integer primary key,
    objective integer not null references objective (id),
    level1 text not null default '',
    level2 text not null default '',
    level3 text not null check (level3 <> ''),
    value_prior2 text not null default '',
    value_prior1 text not null default '',
    value_now text not null default '',
    weight integer check (weight between 0 and 100),
    basis text not null default '',
    position integer not null
) strict;

create index indicator_objective on indicator (objective);

create table prior_figure (
    id integer primary key,
    unit integer references unit (id), -- none: the whole department
    measure text not null check (measure <> ''),
    year integer not null check (year between 1990 and 2100),
    stage text not null check (stage in ('budget', 'executed')),
    value integer not null,
    position integer not null
) strict;

create unique index prior_figure_once on prior_figure (ifnull(unit, 0), measure, year, stage);

create table control (
    id integer primary key,
    round text not null check (round <> ''),
    unit integer not null references unit (id),
    nature text check (nature in ('personnel', 'operating', 'project', 'business', 'remit_up', 'aid_down')),
    project integer,
    fund text not null default 'general' check (fund in ('general', 'gov_fund', 'state_capital', 'fiscal_account',
        'service_income', 'business_income', 'higher_grant', 'subordinate_payment', 'other_income')),
    amount integer not null,
    position integer not null,
    foreign key (project, unit) references project (id, unit),
    check (nature is null or project is null)
) strict;

create table code (
    id integer primary key,
    catalog text not null check (catalog <> ''),
    code text not null check (code <> ''),
    name text not null check (name <> ''),
    parent text not null default '',
    position integer not null,
    unique (catalog, code)
) strict;

create table narrative (
    id integer primary key,
    topic text not null unique check (topic <> ''), -- key of the pack's list of written parts
    text text not null default '',
    position integer not null
) strict;

-- Input that cannot be a value yet. A row_id without a row in table_name is a row still being filled (a draft).
create table pending (
    id integer primary key,
    table_name text not null,
    row_id integer not null,
    column_name text not null,
    text text not null,
    reason text not null default '', -- empty: this cell is fine, its row is waiting for another one
    unique (table_name, row_id, column_name)
) strict;

create table explanation (
    id integer primary key,
    check_id text not null,
    address text not null,
    left_value text not null, -- as printed in the finding: the answer lapses when either figure changes
    right_value text not null,
    text text not null check (text <> ''),
    who text not null default '',
    made_at text not null,
    position integer not null,
    unique (check_id, address)
) strict;

create table submission (
    id integer primary key,
    revision integer not null unique check (revision > 0),
    round text not null,
    kind text not null check (kind in ('draft', 'final')),
    made_at text not null,
    check_code text not null,
    content text not null,
    reopened_reason text not null default ''
) strict;

-- The journal. An action is one gesture; its changes hold whole rows as JSON, old and new.
create table action (
    id integer primary key,
    caption text not null check (caption <> ''),
    made_at text not null,
    state text not null default 'done' check (state in ('done', 'undone', 'dropped')) -- dropped: undone, then overtaken by a new action
) strict;

create table change (
    id integer primary key,
    action integer not null references action (id),
    table_name text not null,
    row_id integer not null,
    old_row text,
    new_row text,
    check (old_row is not null or new_row is not null)
) strict;

create index change_action on change (action);
