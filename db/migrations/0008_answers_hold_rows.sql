-- An answer to a finding about a row held the place of the row in its tab, which moves with every row above it. From now
-- on it holds the row: entry/basic/12.amount is kept as entry/basic/#7.amount. The tabs are those there were until today;
-- an address that names none of their rows stays as it is.

with line (entry, table_name, row_id, position) as (
    select case when nature in ('personnel', 'operating') then 'basic' when nature = 'project' then 'project_spending'
        else 'other_spending' end, 'expenditure', id, position from expenditure
    union all select 'asset_plan', 'asset_plan', id, position from asset_plan
    union all select 'code', 'code', id, position from code
    union all select 'control', 'control', id, position from control
    union all select 'headcount', 'headcount', id, position from headcount
    union all select 'income', 'funding', id, position from funding
    union all select 'indicator', 'indicator', id, position from indicator
    union all select 'objective', 'objective', id, position from objective
    union all select 'prior', 'prior_figure', id, position from prior_figure
    union all select 'procurement', 'procurement', id, position from procurement
    union all select 'project', 'project', id, position from project
    union all select 'project_year', 'project_year', id, position from project_year
    union all select 'service', 'service_purchase', id, position from service_purchase
    union all select 'state_asset', 'state_asset', id, position from state_asset
    union all select 'unit', 'unit', id, position from unit
    union all select e.text, e.table_name, e.row_id, cast(p.text as integer) from pending e
        join pending p on p.table_name = e.table_name and p.row_id = e.row_id and p.column_name = '@position'
        where e.column_name = '@entry'
), place (begun, row_id, place) as (
    select 'entry/' || entry || '/', row_id, row_number() over (partition by entry order by position, row_id) from line
)
update explanation set address = coalesce(
    (select begun || '#' || row_id || substr(address, instr(address, '.')) from place
        where substr(address, 1, length(begun)) = begun
        and place = cast(substr(address, length(begun) + 1) as integer)),
    address
)
where address glob 'entry/*/[0-9]*.*';
