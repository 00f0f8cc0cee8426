-- Imports from TickTick, calendars, tables and our own backup. A backup brings every row back as it was: with its
-- times, its samples and what stands beside the plan, which no other source may set. Tables of later migrations are
-- named here already.

alter table public.imports drop constraint imports_source_check;
alter table public.imports add constraint imports_source_check
  check (source in ('todoist', 'ticktick', 'ics', 'csv', 'aurum'));

drop function private.import_table(text, jsonb);
create function private.import_table(into_table text, rows jsonb, kept text[], out inserted int)
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
      given - $2 || jsonb_build_object('user_id', (select auth.uid()))
    ) planned
    on conflict do nothing
  $sql$, into_table, defaults) using rows, kept;
  get diagnostics inserted = row_count;
end $$;
comment on function private.import_table is
  'Adds rows to a table of the caller; columns that are unknown, or kept from this importer, are left aside.';
grant execute on function private.import_table to authenticated;

create or replace function public.import_chunk(p_import_id uuid, p_rows jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  job public.imports;
  tables text[] := array['pillars', 'areas', 'projects', 'labels', 'tasks', 'task_labels', 'task_dependencies'];
  kept text[] := array['created_at', 'updated_at', 'is_sample'];
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
  if job.source = 'aurum' then
    tables := tables || array['resources', 'saved_filters', 'project_templates', 'focus_sessions'];
    kept := '{}';
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
      inserted := inserted + private.import_table(into_table, p_rows -> into_table, kept);
    end if;
  end loop;
  update public.imports set applied_count = applied_count + given where user_id = (select auth.uid()) and id = p_import_id;
  return jsonb_build_object('inserted', inserted, 'skipped', given - inserted);
end $$;
