-- The roles of a hosted project. Runs as the superuser supabase_admin on every start; passwords are set by
-- bootstrap.ts. Only supabase_admin may do what hosted does not let a project do.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('postgres', 'login createdb createrole bypassrls replication'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_storage_admin', 'nologin noinherit createrole'),
      ('supabase_realtime_admin', 'nologin noinherit')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres;
-- Not inherited: 16_data_api.sql gives authenticator rights on all data, which postgres does not have on hosted.
grant authenticator to postgres with inherit false;
grant pg_monitor, pg_read_all_settings, pg_read_all_stats, pg_signal_backend to postgres;
-- Lets migrations create policies on storage.objects and realtime.messages, as supautils does on hosted.
grant supabase_storage_admin, supabase_realtime_admin to postgres;

do $$ begin execute format('alter database %I owner to postgres', current_database()); end $$;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;

-- Nothing that a migration creates is exposed by itself: each grants what it means to.
alter schema public owner to postgres;
revoke all on schema public from public;
grant usage on schema public to anon, authenticated, service_role;

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, extensions;
alter role authenticator set search_path = "$user", public, extensions;
do $$ begin
  execute format('alter database %I set search_path = "$user", public, extensions', current_database());
end $$;
