-- Rights on the schemas that Supabase Lite makes, as hosted gives them.

grant usage on schema auth to anon, authenticated, service_role, postgres;
-- Migrations put triggers on auth.users and refer to it; tests and seeds read it.
grant all on all tables in schema auth to postgres, service_role;
grant all on all routines in schema auth to postgres;

grant usage on schema storage to anon, authenticated, service_role, postgres;
grant select, insert, update, delete on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on all tables in schema storage to postgres;
-- Its owner may create policies on it, and postgres is a member of the owner.
grant usage, create on schema storage to supabase_storage_admin;
alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;

-- The supabase CLI reads and writes the history of migrations as postgres.
alter schema supabase_migrations owner to postgres;
do $$
declare
  history record;
begin
  for history in select tablename from pg_tables where schemaname = 'supabase_migrations' loop
    execute format('alter table supabase_migrations.%I owner to postgres', history.tablename);
  end loop;
end
$$;
