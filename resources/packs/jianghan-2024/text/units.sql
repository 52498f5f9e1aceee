-- columns: name kind merged
-- A merged one is kept in another unit's accounts, so that it has no rows of its own
select name, kind, merged_into is not null from unit order by position, id
