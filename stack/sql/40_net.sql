-- Stand-in for pg_net: same schema, tables, signatures and results; stack/net.ts sends the requests.
-- Narrower than the original on purpose: only postgres and service_role reach it, for queued headers hold keys.

create schema if not exists net;
revoke all on schema net from public;

do $$
begin
  if to_regtype('net.http_method') is null then
    create domain net.http_method as text check (lower(value) in ('get', 'post', 'delete'));
    create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');
    create type net.http_response as (status_code integer, headers jsonb, body text);
    create type net.http_response_result as (status net.request_status, message text, response net.http_response);
  end if;
end
$$;

create unlogged table if not exists net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);

create unlogged table if not exists net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index if not exists _http_response_created_idx on net._http_response (created);

-- The worker is known by the name of its connection.
create or replace function net.check_worker_is_up()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if not exists (
    select from pg_catalog.pg_stat_activity where application_name = 'pg_net' and datname = current_database()
  ) then
    raise exception 'the pg_net background worker is not up' using
      detail = 'the pg_net background worker is down due to an internal error and cannot process requests',
      hint = 'make sure that you didn''t modify any of pg_net internal tables';
  end if;
end
$$;

create or replace function net.worker_restart()
returns boolean
language sql security definer
set search_path = ''
as $$
  select coalesce(bool_and(pg_terminate_backend(pid)), false)
  from pg_catalog.pg_stat_activity
  where application_name = 'pg_net' and datname = current_database()
$$;

-- A notification reaches the worker when, and only if, the transaction commits.
create or replace function net.wake()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_notify('net', '');
end
$$;

create or replace function net._urlencode_string(string character varying)
returns text
language sql immutable
set search_path = ''
as $$
  select coalesce(string_agg(
    case
      when chr(byte) ~ '[A-Za-z0-9._~-]' and byte < 128 then chr(byte)
      else '%' || upper(lpad(to_hex(byte), 2, '0'))
    end, '' order by position), '')
  from convert_to(string, 'UTF8') as bytes,
    generate_series(0, octet_length(bytes) - 1) as position,
    get_byte(bytes, position) as byte
$$;

create or replace function net._encode_url_with_params_array(url text, params_array text[])
returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  parts text[] := regexp_match(url, '^([A-Za-z][A-Za-z0-9+.-]*://[^?#\s]+)(\?[^#\s]*)?(#\S*)?$');
begin
  if parts is null then raise exception 'Malformed input to a URL function' using detail = url; end if;
  if cardinality(params_array) = 0 then return url; end if;
  return parts[1] || coalesce(nullif(parts[2], '?') || '&', '?') || array_to_string(params_array, '&')
    || coalesce(parts[3], '');
end
$$;

create or replace function net._enqueue(
  method text, url text, params jsonb, headers jsonb, body jsonb, timeout_milliseconds integer
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  pairs text[] := array(
    select net._urlencode_string(key) || '=' || net._urlencode_string(value) from jsonb_each_text(params)
  );
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ($1, net._encode_url_with_params_array($2, pairs), $4, convert_to(body::text, 'UTF8'), $6)
  returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

create or replace function net.http_get(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000
)
returns bigint
language sql
set search_path = ''
as $$ select net._enqueue('GET', url, params, headers, null, timeout_milliseconds) $$;

create or replace function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  content_type text := (select value from jsonb_each_text(headers) where lower(key) = 'content-type' limit 1);
begin
  if content_type <> 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  return net._enqueue('POST', url, params,
    case when content_type is null then coalesce(headers, '{}') || '{"Content-Type": "application/json"}' else headers end,
    body, timeout_milliseconds);
end
$$;

create or replace function net.http_delete(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000,
  body jsonb default null
)
returns bigint
language sql
set search_path = ''
as $$ select net._enqueue('DELETE', url, params, headers, body, timeout_milliseconds) $$;

create or replace function net._await_response(request_id bigint)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  while not exists (select from net._http_response where id = request_id) loop
    perform pg_sleep(0.05);
  end loop;
  return true;
end
$$;

create or replace function net._http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
set search_path = ''
as $$
declare
  answer net._http_response;
begin
  if not async then perform net._await_response(request_id); end if;
  select * into answer from net._http_response where id = request_id;
  if not found or answer.error_msg is not null then
    return ('ERROR', coalesce(answer.error_msg, 'request matching request_id not found'), null)::net.http_response_result;
  end if;
  return ('SUCCESS', 'ok', (answer.status_code, answer.headers, answer.content)::net.http_response)::net.http_response_result;
end
$$;

create or replace function net.http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
set search_path = ''
as $$
begin
  raise notice 'The net.http_collect_response function is deprecated.';
  return net._http_collect_response(request_id, async);
end
$$;

revoke all on all functions in schema net from public;
grant usage on schema net to postgres, service_role;
grant all on all tables in schema net to postgres, service_role;
grant all on all sequences in schema net to postgres, service_role;
grant execute on all functions in schema net to postgres, service_role;
