-- Every text that a publication prints and somebody typed: what the checks of names and telephones search. Codes, and
-- the names that the code lists give them, are no texts of anybody's. `project`: the project whose own text it is.
select * from (
    select s.book, s.address, s.project, s.text from said_text s where s.topic <> 'cost.basis'
    union all select p.book, 'entry/project/#' || p.id || '.' || c.name, k.project_key, case c.name when 'name' then p.name
        when 'code' then p.code when 'declared_code' then p.declared_code when 'spending_type' then p.spending_type
        else p.executing_unit end
    from fact_project_card p join fact_project_key k on k.book = p.book and k.id = p.id
    cross join (select 'name' as name union all select 'code' union all select 'declared_code'
        union all select 'spending_type' union all select 'executing_unit') c
    union all select book, '15/' || project || '!costs/' || row_key || '.item', project, item from form_15_costs
    union all select i.book, 'entry/indicator/#' || i.id || '.' || c.name, coalesce(k.project_key, ''), case c.name
        when 'level1' then i.level1 when 'level2' then i.level2 when 'level3' then i.level3 when 'basis' then i.basis
        when 'value_now' then i.value_now when 'value_prior1' then i.value_prior1 else i.value_prior2 end
    from fact_indicator i left join fact_project_key k on k.book = i.book and k.id = i.project_ref
    cross join (select 'level1' as name union all select 'level2' union all select 'level3' union all select 'basis'
        union all select 'value_now' union all select 'value_prior1' union all select 'value_prior2') c
    union all select a.book, 'entry/asset_plan/#' || a.id || '.' || c.name, k.project_key,
        case c.name when 'name' then a.name else a.quantity_text end
    from fact_asset a join fact_project_key k on k.book = a.book and k.id = a.project_ref
    cross join (select 'name' as name union all select 'quantity_text') c
    union all select r.book, 'entry/procurement/#' || r.id || '.' || c.name, coalesce(k.project_key, ''),
        case c.name when 'item_name' then r.item_name when 'source_text' then r.source_text else r.measure end
    from fact_procurement r left join fact_project_key k on k.book = r.book and k.id = r.project_ref
    cross join (select 'item_name' as name union all select 'source_text' union all select 'measure') c
    union all select r.book, 'entry/service/#' || r.id || '.' || c.name, coalesce(k.project_key, ''), case c.name
        when 'content' then r.content when 'source_text' then r.source_text when 'level1' then r.level1
        when 'level2' then r.level2 else r.level3 end
    from fact_service r left join fact_project_key k on k.book = r.book and k.id = r.project_ref
    cross join (select 'content' as name union all select 'source_text' union all select 'level1'
        union all select 'level2' union all select 'level3') c
    union all select b.book, 'entry/code/#' || c.id || '.name', '', c.name from code c cross join fact_book b
) where text <> ''
