-- rows: one
-- columns: projects with_goals amount department total
-- How many projects there are, how many of them have goals and for how much; whether the department has some.
select (select count(*) from fact_project_card),
    (select count(distinct project_ref) from fact_objective where project_ref is not null),
    coalesce((select total from form_11 where row_kind = 'total'), 0),
    (select count(*) from fact_objective where project_ref is null),
    coalesce((select spending from form_01 where row_key = 'r28'), 0)
