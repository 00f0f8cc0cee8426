-- The ground rules every later migration relies on: extensions, default privileges, the private schema,
-- and how a request tells us who writes, from where, and in which batch.

-- Extensions exist where the platform offers them; the local stack brings stand-ins of the same name and shape.
create schema if not exists extensions;
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('pgcrypto', 'extensions'), ('pg_trgm', 'extensions'), ('pg_net', 'extensions'),
      ('pg_cron', 'pg_catalog'), ('supabase_vault', 'vault')
    ) as extension (name, home)
  loop
    if exists (select from pg_available_extensions where name = wanted.name)
      and not exists (select from pg_extension where extname = wanted.name) then
      if wanted.name = 'supabase_vault' then
        create schema if not exists vault;
      end if;
      execute format('create extension %I with schema %I', wanted.name, wanted.home);
    end if;
  end loop;
end $$;

-- Nothing is reachable unless a migration grants it.
alter default privileges for role postgres in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges for role postgres in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges for role postgres in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges for role postgres revoke execute on functions from public;

-- Helpers live here; the Data API does not expose this schema.
create schema private;
grant usage on schema private to authenticated, service_role;

-- Helpers that triggers call are plpgsql: it keeps its plans, while an SQL function with a fixed search path is
-- planned anew at each call.
create function private.request_header(header text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return nullif(current_setting('request.headers', true), '')::jsonb ->> header;
end $$;
comment on function private.request_header is 'The value of one HTTP header of the current API request, or null.';

create function private.clock() returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(nullif(current_setting('aurum.now', true), '')::timestamptz, now());
end $$;
comment on function private.clock is
  'The time the planner believes in. Tests freeze it with the setting aurum.now, which no API request can reach.';

create function private.is_replaying() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(current_setting('aurum.replaying', true), '') = 'on';
end $$;
comment on function private.is_replaying is
  'True while undo, redo or restore put rows back exactly; triggers that derive values then keep still.';

create function private.named_uuid(name text) returns uuid
language sql immutable set search_path = '' as $$
  -- An RFC 9562 UUID: md5 gives the bits, the digits of version 3 and of the variant are set.
  select overlay(overlay(md5(name) placing '3' from 13) placing '8' from 17)::uuid
$$;
comment on function private.named_uuid is 'The same id for the same name, on every device.';

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new is distinct from old and new.updated_at = old.updated_at and not private.is_replaying() then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end $$;

create function private.keep_identity() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.id is distinct from old.id or new.user_id is distinct from old.user_id then
    raise exception 'the id and the owner of a row never change' using errcode = '42501';
  end if;
  return new;
end $$;

grant execute on all functions in schema private to authenticated, service_role;
