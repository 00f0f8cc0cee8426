-- Memories come back with a backup.

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
    tables := tables || array['resources', 'saved_filters', 'project_templates', 'focus_sessions', 'assistant_memories'];
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
