-- The one change log: audit trail, undo and redo, trash, history and point-in-time reading all read it.
-- Statement triggers write it in the transaction of the change; people read their own rows and write none.

create table public.change_batches (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null,
  source text not null check (source in ('web', 'assistant', 'voice', 'import', 'system', 'offline')),
  created_at timestamptz not null default now(),
  change_count integer not null default 0,
  undoes_batch_id uuid,
  undone_by_batch_id uuid,
  primary key (user_id, id)
);
comment on table public.change_batches is
  'Everything that was changed as one step, and can be undone as one step: a click, a drag of forty tasks, an import, an assistant action.';
create index change_batches_user_id_created_at_idx on public.change_batches (user_id, created_at desc);

create table public.changes (
  user_id uuid not null,
  batch_id uuid not null,
  id bigint generated always as identity,
  -- The clock and not the start of the transaction: of two overlapping transactions that change one row, the later
  -- change then has the later time.
  at timestamptz not null default clock_timestamp(),
  table_name text not null,
  row_id uuid not null,
  row_label text,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb,
  primary key (user_id, batch_id, id),
  foreign key (user_id, batch_id) references public.change_batches (user_id, id) on delete cascade
);
comment on table public.changes is
  'One row per changed row. Inserts keep the whole row in "after", deletes in "before", updates only the columns that changed, in both.';
create index changes_user_id_row_id_idx on public.changes (user_id, row_id, id);

alter table public.change_batches enable row level security;
alter table public.changes enable row level security;
grant select on public.change_batches, public.changes to authenticated;
grant all on public.change_batches, public.changes to service_role;
create policy "Owners read their change batches" on public.change_batches
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Owners read their changes" on public.changes
  for select to authenticated using (user_id = (select auth.uid()));

create function private.change_source() returns text
language plpgsql stable set search_path = '' as $$
declare
  told text := private.request_header('x-change-source');
begin
  return case
    when auth.uid() is null then 'system'
    when told in ('web', 'assistant', 'voice', 'import', 'offline') then told
    else 'web'
  end;
end $$;
comment on function private.change_source is 'Who caused the change, from the header x-change-source. Only the server is "system".';

create function private.change_batch_id() returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  batch uuid := nullif(current_setting('aurum.batch_id', true), '')::uuid;
begin
  if batch is null then
    begin
      batch := coalesce(private.request_header('x-change-batch')::uuid, gen_random_uuid());
    exception when invalid_text_representation then
      raise exception 'the header x-change-batch must be a UUID' using errcode = '22P02';
    end;
    -- Every statement of this transaction belongs to the same batch.
    perform set_config('aurum.batch_id', batch::text, true);
  end if;
  return batch;
end $$;
comment on function private.change_batch_id is
  'The batch of this transaction: set by undo, sent in the header x-change-batch, or a new one.';

create function private.changed_columns(before jsonb, after jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_object_agg(old.key, old.value), '{}')
    from jsonb_each(before) old
    where old.value is distinct from after -> old.key);
end $$;
comment on function private.changed_columns is 'The columns of "before" whose value is another one in "after".';

create function private.refuse_undone_batch() returns integer
language plpgsql set search_path = '' as $$
begin
  raise exception 'this step has been undone; a further change needs a step of its own' using errcode = 'PT409';
end $$;

create type private.row_change as (before jsonb, after jsonb);

create function private.write_changes(changed_table text, operation text, rows private.row_change[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  this_batch uuid := private.change_batch_id();
  this_source text := private.change_source();
begin
  with entries as (
    select
      entry.place,
      coalesce(entry.after, entry.before) as record,
      case when operation = 'update' then private.changed_columns(entry.before, entry.after) else entry.before end as before,
      case when operation = 'update' then private.changed_columns(entry.after, entry.before) else entry.after end as after
    from unnest(rows) with ordinality as entry (before, after, place)
    where entry.before is distinct from entry.after
  ),
  owned as (
    select (entries.record ->> 'user_id')::uuid as user_id, entries.* from entries
  ),
  batches as (
    insert into public.change_batches as batch (user_id, id, source, change_count)
    select person.id, this_batch, this_source, count(*)
    from owned
    -- An account that is being deleted takes its log with it; there is nobody left to write for.
    join auth.users person on person.id = owned.user_id
    group by person.id
    on conflict (user_id, id) do update set change_count = batch.change_count + excluded.change_count
      + case when batch.undone_by_batch_id is null then 0 else private.refuse_undone_batch() end
    returning batch.user_id
  )
  insert into public.changes (user_id, batch_id, table_name, row_id, row_label, operation, before, after)
  select
    owned.user_id, this_batch, changed_table, coalesce(owned.record ->> 'id', owned.record ->> 'user_id')::uuid,
    left(coalesce(owned.record ->> 'name', owned.record ->> 'original_filename', owned.record ->> 'title'), 200),
    write_changes.operation, owned.before, owned.after
  from owned join batches on batches.user_id = owned.user_id
  order by owned.place;
end $$;

create function private.log_changes() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  rows private.row_change[];
begin
  if tg_op = 'INSERT' then
    select array_agg(row(null, to_jsonb(n))::private.row_change) into rows from new_rows n;
  elsif tg_op = 'DELETE' then
    select array_agg(row(to_jsonb(o), null)::private.row_change) into rows from old_rows o;
  else
    -- Grouped, not joined: a plan kept from a statement of one row would join thousands of rows each with each.
    select array_agg(row(pair.before, pair.after)::private.row_change order by pair.place) into rows
    from (
      select
        (array_agg(version.record) filter (where version.place is null))[1] as before,
        (array_agg(version.record) filter (where version.place is not null))[1] as after,
        min(version.place) as place
      from (
        select to_jsonb(o) as record, null as place from old_rows o
        union all
        select to_jsonb(n), row_number() over () from new_rows n
      ) version
      group by version.record ->> 'user_id', coalesce(version.record ->> 'id', version.record ->> 'user_id')
    ) pair;
  end if;
  if rows is not null then
    perform private.write_changes(tg_table_name, lower(tg_op), rows);
  end if;
  return null;
end $$;

create procedure private.log_table(logged regclass)
language plpgsql set search_path = '' as $$
declare
  bare text := (select relname from pg_class where oid = logged);
begin
  execute format('create trigger %I after insert on %s referencing new table as new_rows
    for each statement execute function private.log_changes()', bare || '_log_inserts', logged);
  execute format('create trigger %I after update on %s referencing old table as old_rows new table as new_rows
    for each statement execute function private.log_changes()', bare || '_log_updates', logged);
  execute format('create trigger %I after delete on %s referencing old table as old_rows
    for each statement execute function private.log_changes()', bare || '_log_deletes', logged);
end $$;
comment on procedure private.log_table is 'Puts a table under the change log. Its rows need user_id, and id unless user_id is the key.';

create procedure private.own_table(owned regclass, noun text)
language plpgsql set search_path = '' as $$
declare
  bare text := (select relname from pg_class where oid = owned);
begin
  execute format('alter table %s enable row level security', owned);
  execute format('revoke all on %s from anon, authenticated', owned);
  execute format('grant select, insert, update, delete on %s to authenticated', owned);
  execute format('grant all on %s to service_role', owned);
  execute format('create policy %I on %s for select to authenticated
    using (user_id = (select auth.uid()))', 'Owners read their ' || noun, owned);
  execute format('create policy %I on %s for insert to authenticated
    with check (user_id = (select auth.uid()))', 'Owners add their ' || noun, owned);
  execute format('create policy %I on %s for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()))', 'Owners change their ' || noun, owned);
  execute format('create policy %I on %s for delete to authenticated
    using (user_id = (select auth.uid()))', 'Owners delete their ' || noun, owned);
  execute format('create trigger %I before update on %s for each row execute function private.keep_identity()',
    bare || '_keep_identity', owned);
  execute format('create trigger %I before update on %s for each row execute function private.touch_updated_at()',
    bare || '_touch', owned);
  call private.log_table(owned);
end $$;
comment on procedure private.own_table is
  'What every table of a person has in common: row-level security with one policy per verb, grants, a fixed owner, updated_at, the change log.';

call private.log_table('public.user_profiles');
grant execute on function private.request_header, private.change_source, private.change_batch_id, private.changed_columns
  to authenticated, service_role;
