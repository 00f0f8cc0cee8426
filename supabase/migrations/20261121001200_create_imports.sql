-- Imports: planned in the browser, applied chunk by chunk inside one change batch, taken back by one undo.

create table public.imports (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null,
  source text not null check (source in ('todoist')),
  file_name text not null check (char_length(file_name) between 1 and 255),
  state text not null default 'applying' check (state in ('applying', 'applied', 'cancelled')),
  row_count integer not null check (row_count between 0 and 200000),
  applied_count integer not null default 0 check (applied_count >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.imports is
  'One import; its id is the id of its change batch. "applying" on a page that just opened means the last one was cut off.';
create trigger imports_keep_identity before update on public.imports
  for each row execute function private.keep_identity();
create trigger imports_touch before update on public.imports
  for each row execute function private.touch_updated_at();
alter table public.imports enable row level security;
grant select, insert on public.imports to authenticated;
grant update (state, applied_count) on public.imports to authenticated;
grant all on public.imports to service_role;
create policy "Owners read their imports" on public.imports for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners start their imports" on public.imports for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners follow up their imports" on public.imports for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create function private.import_table(into_table text, rows jsonb, out inserted int)
language plpgsql volatile set search_path = '' as $$
declare
  defaults text;
begin
  -- What a row leaves out keeps its default, and each row may leave out something else.
  select string_agg(coalesce(pg_get_expr(preset.adbin, preset.adrelid), 'null'), ', ' order by attribute.attnum) into defaults
  from pg_catalog.pg_attribute attribute
  left join pg_catalog.pg_attrdef preset on preset.adrelid = attribute.attrelid and preset.adnum = attribute.attnum
  where attribute.attrelid = format('public.%I', into_table)::regclass and attribute.attnum > 0 and not attribute.attisdropped;
  execute format($sql$
    insert into public.%1$I select planned.* from jsonb_array_elements($1) given
    cross join lateral jsonb_populate_record(
      row(%2$s)::public.%1$I,
      given - array['created_at', 'updated_at', 'is_sample'] || jsonb_build_object('user_id', (select auth.uid()))
    ) planned
    on conflict do nothing
  $sql$, into_table, defaults) using rows;
  get diagnostics inserted = row_count;
end $$;
comment on function private.import_table is 'Adds rows to a table of the caller; columns that are not an importer''s to set, or unknown, are left aside.';
grant execute on function private.import_table to authenticated;

create function public.import_chunk(p_import_id uuid, p_rows jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  job public.imports;
  tables text[] := array['pillars', 'areas', 'projects', 'labels', 'tasks', 'task_labels', 'task_dependencies'];
  into_table text;
  given int := 0;
  inserted int := 0;
begin
  select * into job from public.imports where user_id = (select auth.uid()) and id = p_import_id for update;
  if not found then
    raise exception 'there is no such import' using errcode = 'PT404';
  end if;
  if job.state <> 'applying' then
    raise exception 'this import is %', job.state using errcode = 'PT409';
  end if;
  if jsonb_typeof(p_rows) is distinct from 'object' then
    raise exception 'rows must be an object of tables' using errcode = '22023';
  end if;
  foreach into_table in array tables loop
    if p_rows ? into_table then
      if jsonb_typeof(p_rows -> into_table) <> 'array' then
        raise exception '"%" must be a list', into_table using errcode = '22023';
      end if;
      given := given + jsonb_array_length(p_rows -> into_table);
    end if;
  end loop;
  if given > 2000 then
    raise exception 'a chunk holds at most 2000 rows, this one has %', given using errcode = '22023';
  end if;
  -- Plans of an earlier chunk were made when the tables were smaller, perhaps empty, and not analyzed since.
  execute 'discard plans';
  perform set_config('aurum.batch_id', p_import_id::text, true);
  foreach into_table in array tables loop
    if p_rows ? into_table then
      inserted := inserted + private.import_table(into_table, p_rows -> into_table);
    end if;
  end loop;
  update public.imports set applied_count = applied_count + given where user_id = (select auth.uid()) and id = p_import_id;
  return jsonb_build_object('inserted', inserted, 'skipped', given - inserted);
end $$;
comment on function public.import_chunk is
  'Adds one chunk of planned rows { table: [row] } to an import that is being applied. Rows that exist already are skipped. Answers { inserted, skipped }.';
revoke all on function public.import_chunk from public, anon;
grant execute on function public.import_chunk to authenticated;
