-- An insight is marked stale by the very transaction that changes what it rests on: rows of its receipt, rows above and
-- below them, and new rows where it says that there are none.

create type private.touched_row as (user_id uuid, row_id uuid, before jsonb, after jsonb);

create function private.forget_hidden_insights(person uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  nobody uuid[] := array(
    select level.row_id from private.reading_levels(person) level where level.reading_level = 'nobody');
  hidden uuid[];
begin
  if nobody = '{}' then
    return;
  end if;
  select array_agg(insight.id) into hidden
  from public.insights insight
  where insight.user_id = person and (insight.entity_id = any (nobody) or exists (
    select from jsonb_array_elements(insight.evidence -> 'rows') held where (held ->> 'id')::uuid = any (nobody)));
  -- What the person wrote themselves stays.
  update public.hrm_feedback_log given set reasoning_snapshot = '{}'
  where given.user_id = person and (given.entity_id = any (nobody) or given.insight_id = any (hidden))
    and given.reasoning_snapshot <> '{}';
  delete from public.insights insight where insight.user_id = person and insight.id = any (hidden);
end $$;
comment on function private.forget_hidden_insights is
  'Deletes all insights, also past ones, that speak of rows which nobody may read now.';

create function private.mark_insights_stale(changed_table text, touched private.touched_row[]) returns void
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  with
    changed as materialized (
      select row.user_id, row.row_id, coalesce(version.record, '{}') as record
      from unnest(touched) row cross join lateral (values (row.before), (row.after)) version (record)
      where version.record is not null
    ),
    -- The rows that are another one now. A dependency is a change of both its tasks.
    direct as materialized (
      select changed.user_id, changed_table as table_name, changed.row_id from changed
      union
      select changed.user_id, 'tasks', (changed.record ->> 'task_id')::uuid from changed where changed_table = 'task_dependencies'
      union
      select changed.user_id, 'tasks', (changed.record ->> 'depends_on_task_id')::uuid from changed where changed_table = 'task_dependencies'
    ),
    above_project as (
      select changed.user_id, (changed.record ->> 'project_id')::uuid as id from changed where changed_table = 'tasks'
      union
      select direct.user_id, task.project_id from direct
      join public.tasks task on task.user_id = direct.user_id and task.id = direct.row_id
      where changed_table = 'task_dependencies' and direct.table_name = 'tasks'
      union
      select changed.user_id, task.project_id from changed
      join public.tasks task on task.user_id = changed.user_id and task.id = (changed.record ->> 'task_id')::uuid
      where changed_table = 'focus_sessions'
    ),
    above_area as (
      select changed.user_id, (changed.record ->> 'area_id')::uuid as id from changed where changed_table = 'projects'
      union
      select above.user_id, project.area_id from above_project above
      join public.projects project on project.user_id = above.user_id and project.id = above.id
    ),
    above_pillar as (
      select changed.user_id, (changed.record ->> 'pillar_id')::uuid as id from changed where changed_table = 'areas'
      union
      select above.user_id, area.pillar_id from above_area above
      join public.areas area on area.user_id = above.user_id and area.id = above.id
    ),
    above as materialized (
      select user_id, id from above_project where id is not null
      union all select user_id, id from above_area where id is not null
      union all select user_id, id from above_pillar where id is not null
    ),
    person as materialized (
      select direct.user_id, array_agg(direct.row_id) as rows,
        coalesce((select array_agg(above.id) from above where above.user_id = direct.user_id), '{}') as rows_above
      from direct group by direct.user_id
    ),
    stale as (
      select insight.user_id, insight.id
      from person join public.insights insight on insight.user_id = person.user_id and insight.ended_at is null
      where insight.stale_at is null and (
        insight.source_ids && person.rows
        -- What is said about a project, an area or a pillar is said about all below it.
        or insight.entity_id = any (person.rows_above)
        -- What is said about a life as a whole rests on the kind of row, not on the single one.
        or insight.entity_type = 'global' and (
          changed_table = any (insight.source_tables) or insight.source_ids && person.rows_above))
      union
      -- What a row is worth depends on what it serves.
      select insight.user_id, insight.id
      from (select distinct changed.user_id from changed) person
      join public.insights insight on insight.user_id = person.user_id and insight.ended_at is null
      left join public.tasks task
        on insight.entity_type = 'task' and task.user_id = insight.user_id and task.id = insight.entity_id
      left join public.projects project
        on project.user_id = insight.user_id and project.id = case insight.entity_type when 'project' then insight.entity_id else task.project_id end
      left join public.areas area
        on area.user_id = insight.user_id and area.id = case insight.entity_type when 'area' then insight.entity_id else project.area_id end
      where changed_table in ('pillars', 'areas', 'projects') and insight.entity_type in ('task', 'project', 'area')
        and exists (
          select from changed
          where changed.user_id = insight.user_id
            and changed.row_id = case changed_table when 'projects' then project.id when 'areas' then area.id else area.pillar_id end)
    )
  update public.insights insight set stale_at = clock_timestamp()
  from stale
  where insight.user_id = stale.user_id and insight.id = stale.id and insight.ended_at is null and insight.stale_at is null;
end $$;
comment on function private.mark_insights_stale is
  'Marks every current insight stale that these rows, as they were or as they are, have a part in.';

create function private.notice_changes() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  -- What the rules never see. A column that comes later counts until it is named here.
  unseen constant text[] := array['updated_at', 'created_at', 'sort_order', 'description', 'icon', 'color', 'is_sample',
    'vision_statement', 'success_metrics', 'behavior_metrics', 'time_allocation_actual', 'time_allocation_recommended', 'balance_score',
    'remind_at', 'planned_on', 'today_position', 'original_text', 'recurrence_rule', 'recurrence_after_completion',
    'recurrence_start_on', 'series_id', 'series_template', 'occurrence', 'sub_task_completion_required', 'planned_minutes'];
  owners uuid[];
  touched private.touched_row[];
  person uuid;
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct user_id) into owners from old_rows;
  else
    select array_agg(distinct user_id) into owners from new_rows;
  end if;
  -- Insights that are being saved right now wait for nobody: they see this lock and call themselves stale. A statement
  -- about more people than there are locks for is none of a person; a save after it sees what it wrote.
  if cardinality(owners) <= 500 then
    perform pg_advisory_xact_lock_shared(private.insight_lock(owner)) from unnest(owners) owner;
  end if;
  if owners is null or not exists (
    select from public.insights insight where insight.user_id = any (owners) and insight.ended_at is null
  ) then
    return null;
  end if;
  -- Tasks come and go by the thousand, and of a whole one only its project is looked at.
  if tg_op = 'INSERT' and tg_table_name = 'tasks' then
    select array_agg(row(n.user_id, n.id, null, jsonb_build_object('project_id', n.project_id))::private.touched_row)
    into touched from new_rows n;
  elsif tg_op = 'DELETE' and tg_table_name = 'tasks' then
    select array_agg(row(o.user_id, o.id, jsonb_build_object('project_id', o.project_id), null)::private.touched_row)
    into touched from old_rows o;
  elsif tg_op = 'INSERT' then
    select array_agg(row(n.user_id, n.id, null, to_jsonb(n))::private.touched_row) into touched from new_rows n;
  elsif tg_op = 'DELETE' then
    select array_agg(row(o.user_id, o.id, to_jsonb(o), null)::private.touched_row) into touched from old_rows o;
  else
    select array_agg(row(version.user_id, version.id, version.before, version.after)::private.touched_row) into touched
    from (
      select pair.user_id, pair.id, (array_agg(pair.before) filter (where pair.before is not null))[1] as before,
        (array_agg(pair.after) filter (where pair.after is not null))[1] as after
      from (
        select o.user_id, o.id, to_jsonb(o) - unseen as before, null::jsonb as after from old_rows o
        union all
        select n.user_id, n.id, null, to_jsonb(n) - unseen from new_rows n
      ) pair
      group by pair.user_id, pair.id
    ) version
    where version.before <> version.after;
  end if;
  if tg_table_name = 'focus_sessions' then
    -- A session counts once it is over, and a break never does.
    touched := array(
      select row from unnest(touched) row
      where 'focus' in (row.before ->> 'kind', row.after ->> 'kind')
        and coalesce(row.before ->> 'ended_at', row.after ->> 'ended_at') is not null);
  end if;
  if touched is null or touched = '{}' then
    return null;
  end if;
  perform private.mark_insights_stale(tg_table_name, touched);
  if tg_op <> 'DELETE' and tg_table_name in ('pillars', 'areas', 'projects', 'tasks') then
    for person in
      select distinct row.user_id from unnest(touched) row
      where row.before is null
        or row.before ->> 'reading_level' is distinct from row.after ->> 'reading_level'
        or row.before ->> 'pillar_id' is distinct from row.after ->> 'pillar_id'
        or row.before ->> 'area_id' is distinct from row.after ->> 'area_id'
        or row.before ->> 'project_id' is distinct from row.after ->> 'project_id'
        or row.before ->> 'parent_task_id' is distinct from row.after ->> 'parent_task_id'
    loop
      perform private.forget_hidden_insights(person);
    end loop;
  end if;
  return null;
end $$;
comment on function private.notice_changes is 'Marks the insights of changed rows stale, and deletes those of rows that nobody may read any more.';

do $$
declare
  watched text;
begin
  foreach watched in array array['pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions'] loop
    execute format('create trigger %I after insert on public.%I referencing new table as new_rows
      for each statement execute function private.notice_changes()', watched || '_notice_inserts', watched);
    execute format('create trigger %I after update on public.%I referencing old table as old_rows new table as new_rows
      for each statement execute function private.notice_changes()', watched || '_notice_updates', watched);
    execute format('create trigger %I after delete on public.%I referencing old table as old_rows
      for each statement execute function private.notice_changes()', watched || '_notice_deletes', watched);
  end loop;
end $$;
