-- Row-level security: a transaction sees and changes the rows of the tenant it has named with
-- set_config('ondam.tenant', …, true), and none without. '*' reads the rows of all tenants and changes none.
-- This runs after every migration, so that a new table with a tenant_id is never forgotten. FORCE binds the owner too;
-- a migration that changes tenants' rows has to name each tenant in turn.
do $$
declare
  secured text;
begin
  for secured in
    select c.table_name
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema()
      and c.column_name = 'tenant_id'
      and t.table_type = 'BASE TABLE'
      and not exists (
        select 1 from pg_policies p
        where p.schemaname = c.table_schema and p.tablename = c.table_name and p.policyname = 'tenant_rows')
  loop
    execute format('alter table %I enable row level security', secured);
    execute format('alter table %I force row level security', secured);
    -- The sub-select is evaluated once a statement instead of once a row.
    execute format(
      'create policy tenant_rows on %I using (tenant_id = (select current_setting(''ondam.tenant'', true)))', secured);
    execute format(
      'create policy group_reads on %I for select using ((select current_setting(''ondam.tenant'', true)) = ''*'')',
      secured);
  end loop;
end
$$;
