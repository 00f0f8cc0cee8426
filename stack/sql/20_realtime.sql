-- Stand-in for the schema `realtime` of hosted Supabase: its names, columns, signatures and rights. The server is
-- stack/realtime. Runs as supabase_admin on every start.
--
-- A plain table in place of daily partitions: policies and triggers act the same, and no message can be lost for
-- want of a partition. stack/realtime/retention.ts deletes what hosted drops by partition.

create schema if not exists realtime;
grant usage on schema realtime to postgres with grant option;
grant usage on schema realtime to anon, authenticated, service_role, supabase_realtime_admin;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default timezone('utc', now()),
  inserted_at timestamp not null default timezone('utc', now()),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  primary key (id, inserted_at),
  constraint messages_payload_exclusive check (payload is null or binary_payload is null)
);
create index if not exists messages_inserted_at_topic_index on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;

alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;
grant all on realtime.messages to postgres;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text
language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '');
$$;

-- Never fails: a message that cannot be stored is lost with a warning, and the caller's transaction goes on.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end,
    event, topic, private, 'broadcast'
  );
exception when others then
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end;
$$;

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (binary_payload, event, topic, private, extension)
  values (payload, event, topic, private, 'broadcast');
exception when others then
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end;
$$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema
    ),
    event_name, topic_name
  );
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end;
$$;

alter function realtime.topic() owner to supabase_realtime_admin;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.send_binary(bytea, text, text, boolean) owner to supabase_realtime_admin;
alter function realtime.broadcast_changes(text, text, text, text, text, record, record, text)
  owner to supabase_realtime_admin;
grant execute on all functions in schema realtime to postgres, anon, authenticated, service_role;

-- What retention deletes is of no interest to a subscriber, so only inserts are published.
do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime_messages_publication') then
    create publication supabase_realtime_messages_publication for table realtime.messages
      with (publish = 'insert');
  end if;
end
$$;

-- Hosted lets a project create policies on realtime.messages and nothing else in this schema. Here `postgres` must
-- be a member of the table's owner for the policies, which would allow everything; so the rest is refused by hand,
-- or a migration that works here would fail there.
grant supabase_realtime_admin to postgres;

create or replace function realtime.refuse_changes_by_projects() returns event_trigger
language plpgsql as $$
declare
  refused text;
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    return;
  end if;
  if tg_event = 'sql_drop' then
    select object_identity into refused from pg_event_trigger_dropped_objects()
    where original and object_type <> 'policy'
      and (schema_name = 'realtime' or object_identity like '% on realtime.%');
  else
    select object_identity into refused from pg_event_trigger_ddl_commands()
    where command_tag not in ('CREATE POLICY', 'ALTER POLICY')
      and (schema_name = 'realtime' or object_identity like '% on realtime.%');
  end if;
  if refused is not null then
    raise insufficient_privilege using
      message = format('%s belongs to Realtime', refused),
      hint = 'Hosted Supabase lets a project only create, alter and drop policies on realtime.messages.';
  end if;
end;
$$;

drop event trigger if exists realtime_refuse_changes;
create event trigger realtime_refuse_changes on ddl_command_end
  execute function realtime.refuse_changes_by_projects();
drop event trigger if exists realtime_refuse_drops;
create event trigger realtime_refuse_drops on sql_drop
  execute function realtime.refuse_changes_by_projects();
