-- What the Data API, Auth and Storage need of the database beyond the tables.

-- As hosted: the claims may come as one JSON setting (PostgREST, tests) or one setting per claim (older servers).
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;
grant execute on function auth.jwt, auth.uid, auth.role, auth.email to public;

-- Lite is PostgREST, Auth and Storage behind one login. It needs the rights of all three while no request's role is
-- set, and sees in information_schema only tables it has rights on. No superuser: it can change no schema.
alter role authenticator bypassrls;
grant pg_read_all_data, pg_write_all_data to authenticator with inherit true;

-- What `storage.from(…).list()` shows: one level below a folder, with folders as entries without an id. As hosted.
create or replace function storage.search(
  prefix text, bucketname text, limits integer default 100, levels integer default 1, offsets integer default 0,
  search text default '', sortcolumn text default 'name', sortorder text default 'asc'
) returns table (
  name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb
) language sql stable set search_path = '' as $$
  with below as (
    select object.*, object.path_tokens[levels] as entry, cardinality(object.path_tokens) > levels as is_folder
    from storage.objects object
    where object.bucket_id = bucketname
      and starts_with(object.name, prefix)
      and starts_with(lower(object.path_tokens[levels]), lower(search))
  ), entries as (
    select entry, null::uuid as id, null::timestamptz as updated_at, null::timestamptz as created_at,
      null::timestamptz as last_accessed_at, null::jsonb as metadata, true as is_folder
    from below where is_folder group by entry
    union all
    select entry, id, updated_at, created_at, last_accessed_at, metadata, false
    from below where not is_folder
  ), keyed as (
    select *, case sortcolumn
      when 'updated_at' then updated_at
      when 'created_at' then created_at
      when 'last_accessed_at' then last_accessed_at
    end as instant
    from entries
  )
  select entry, id, updated_at, created_at, last_accessed_at, metadata
  from keyed
  order by
    case when sortcolumn <> 'name' then is_folder end desc,
    case when sortorder = 'desc' then instant end desc,
    case when sortorder <> 'desc' then instant end,
    case when sortorder = 'desc' and sortcolumn = 'name' then entry end desc,
    entry
  limit limits offset offsets
$$;
grant execute on function storage.search to anon, authenticated, service_role;

-- Lite writes its own JSON twice encoded, as a JSON string; SQL is to find the object that hosted has there.
create or replace function extensions.unwrap_json() returns trigger
language plpgsql set search_path = '' as $$
declare
  whole jsonb := to_jsonb(new);
  unwrapped jsonb := '{}';
  name text;
begin
  foreach name in array tg_argv loop
    if jsonb_typeof(whole -> name) = 'string' then
      unwrapped := unwrapped || jsonb_build_object(name, (whole ->> name)::jsonb);
    end if;
  end loop;
  return jsonb_populate_record(new, unwrapped);
end $$;
create or replace trigger a_unwrap_json before insert or update on auth.users
  for each row execute function extensions.unwrap_json('raw_user_meta_data', 'raw_app_meta_data');
create or replace trigger a_unwrap_json before insert or update on auth.identities
  for each row execute function extensions.unwrap_json('identity_data');
create or replace trigger a_unwrap_json before insert on auth.audit_log_entries
  for each row execute function extensions.unwrap_json('payload');
create or replace trigger a_unwrap_json before insert or update on storage.objects
  for each row execute function extensions.unwrap_json('metadata', 'user_metadata');
