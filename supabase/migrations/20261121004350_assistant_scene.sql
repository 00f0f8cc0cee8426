-- All that an answer of the assistant is worked out from, in one round trip.

create index if not exists changes_user_id_id_idx on public.changes (user_id, id);

create or replace function private.data_version(person uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  -- The latest change alone would miss one that got its number earlier and was committed later; the steps of that time
  -- show it.
  return concat(
    (select max(change.id) from public.changes change where change.user_id = person), '-',
    (select md5(string_agg(step.id || ' ' || step.change_count, ',')) from (
      select batch.id, batch.change_count from public.change_batches batch
      where batch.user_id = person order by batch.created_at desc, batch.id limit 20) step));
end $$;
comment on function private.data_version is 'Another text after each change of a person''s rows.';
grant execute on function private.data_version to authenticated, service_role;

create or replace function public.assistant_scene() returns json
-- One plan fits everybody, as with today_tasks.
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  person uuid := (select auth.uid());
  since timestamptz := private.clock() - interval '60 days';
  answer json;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  with
    level as materialized (select * from private.reading_levels(person)),
    nobody as materialized (select level.table_name, level.row_id from level where level.reading_level = 'nobody'),
    seen as (
      select t.id from public.tasks t
      where t.user_id = person and (t.status <> 'completed' or t.completed_at >= since)
        and not exists (select from nobody where nobody.table_name = 'tasks' and nobody.row_id = t.id)
    ),
    pillar as materialized (
      select p.id, p.name, p.description, p.archived, p.time_allocation_percentage from public.pillars p
      where p.user_id = person and not exists (select from nobody where nobody.table_name = 'pillars' and nobody.row_id = p.id)
      order by p.sort_order, p.id
    ),
    area as materialized (
      select a.id, a.name, a.description, a.pillar_id, a.importance, a.archived from public.areas a
      where a.user_id = person and not exists (select from nobody where nobody.table_name = 'areas' and nobody.row_id = a.id)
      order by a.sort_order, a.id
    ),
    project as materialized (
      select p.id, p.name, p.description, p.area_id, p.status, p.priority, p.importance, p.deadline_on, p.archived
      from public.projects p
      where p.user_id = person and not exists (select from nobody where nobody.table_name = 'projects' and nobody.row_id = p.id)
      order by p.sort_order, p.id
    )
  select json_build_object(
    'life', json_build_object(
      'pillars', (select coalesce(json_agg(pillar), '[]') from pillar),
      'areas', (select coalesce(json_agg(area), '[]') from area),
      'projects', (select coalesce(json_agg(project), '[]') from project),
      -- Column by column, and instants as numbers: ten thousand rows with their names and dates written out take the
      -- database three times as long.
      'tasks', (
        select json_build_object(
          'id', coalesce(json_agg(task.id), '[]'), 'name', coalesce(json_agg(task.name), '[]'),
          'description', coalesce(json_agg(task.description), '[]'),
          'project_id', coalesce(json_agg(task.project_id), '[]'),
          'parent_task_id', coalesce(json_agg(task.parent_task_id), '[]'),
          'status', coalesce(json_agg(task.status), '[]'), 'priority', coalesce(json_agg(task.priority), '[]'),
          'energy', coalesce(json_agg(task.energy), '[]'), 'category', coalesce(json_agg(task.category), '[]'),
          'start_on', coalesce(json_agg(task.start_on), '[]'), 'due_on', coalesce(json_agg(task.due_on), '[]'),
          'due_time', coalesce(json_agg(task.due_time), '[]'),
          'deadline_on', coalesce(json_agg(task.deadline_on), '[]'),
          'remind_at', coalesce(json_agg(date_part('epoch', task.remind_at)), '[]'),
          'duration_minutes', coalesce(json_agg(task.duration_minutes), '[]'),
          'recurrence_rule', coalesce(json_agg(task.recurrence_rule), '[]'),
          'recurrence_after_completion', coalesce(json_agg(task.recurrence_after_completion), '[]'),
          'completed_at', coalesce(json_agg(date_part('epoch', task.completed_at)), '[]'),
          'created_at', coalesce(json_agg(date_part('epoch', task.created_at)), '[]'),
          'updated_at', coalesce(json_agg(date_part('epoch', task.updated_at)), '[]'))
        from (
          -- Open ones come first, so that the bound cuts off what is done.
          select t.id, t.name, t.description, t.project_id, t.parent_task_id, t.status, t.priority, t.energy, t.category, t.start_on,
            t.due_on, t.due_time, t.deadline_on, t.remind_at, t.duration_minutes, t.recurrence_rule, t.recurrence_after_completion,
            t.completed_at, t.created_at, t.updated_at
          from public.tasks t where t.user_id = person and t.status <> 'completed'
            and not exists (select from nobody where nobody.table_name = 'tasks' and nobody.row_id = t.id)
          union all
          select t.id, t.name, t.description, t.project_id, t.parent_task_id, t.status, t.priority, t.energy, t.category, t.start_on,
            t.due_on, t.due_time, t.deadline_on, t.remind_at, t.duration_minutes, t.recurrence_rule, t.recurrence_after_completion,
            t.completed_at, t.created_at, t.updated_at
          from public.tasks t where t.user_id = person and t.completed_at >= since
            and not exists (select from nobody where nobody.table_name = 'tasks' and nobody.row_id = t.id)
          limit 20000
        ) task),
      'labels', (select coalesce(json_agg(label), '[]') from (
        select l.id, l.name from public.labels l where l.user_id = person) label),
      'task_labels', (select coalesce(json_agg(link), '[]') from (
        select worn.id, worn.task_id, worn.label_id from public.task_labels worn
        join seen on seen.id = worn.task_id
        where worn.user_id = person) link),
      'task_dependencies', (select coalesce(json_agg(link), '[]') from (
        select d.id, d.task_id, d.depends_on_task_id from public.task_dependencies d
        join seen on seen.id = d.task_id
        join seen blocker on blocker.id = d.depends_on_task_id
        where d.user_id = person) link)),
    'rules_only', (
      select coalesce(json_agg(level.row_id), '[]') from level
      where level.reading_level = 'rules' and (level.table_name <> 'tasks' or level.row_id in (select seen.id from seen))),
    'ranking', (
      select coalesce(json_agg(json_build_object('id', best.id, 'reasons', best.reasons) order by best.place), '[]') from (
        select ranked.id, ranked.reasons, ranked.place
        from (
          select today.id, today.reasons, row_number() over () as place
          from public.today_tasks(
            least(50 + (select count(*) from nobody where nobody.table_name = 'tasks'), 1000)::int) today
        ) ranked
        where not exists (select from nobody where nobody.table_name = 'tasks' and nobody.row_id = ranked.id)
        order by ranked.place limit 50) best),
    'profile', (
      select json_build_object('time_zone', profile.time_zone, 'locale', profile.locale, 'week_start', profile.week_start,
        'display_name', profile.display_name, 'tier', profile.tier)
      from public.user_profiles profile where profile.user_id = person),
    'settings', coalesce(
      (select json_build_object('is_on', setting.is_on, 'features_off', setting.features_off)
       from public.ai_settings setting where setting.user_id = person),
      json_build_object('is_on', true, 'features_off', '[]'::json)),
    'memories', (
      select coalesce(json_agg(memory), '[]') from (
        select latest.id, latest.text from (
          select m.id, m.text, m.created_at from public.assistant_memories m
          where m.user_id = person order by m.created_at desc, m.id limit 200) latest
        order by latest.created_at, latest.id) memory),
    'data_version', private.data_version(person))
  into answer;
  return answer;
end $$;
comment on function public.assistant_scene is
  'What the assistant works from: { life, rules_only, ranking, profile, settings, memories, data_version }, without what nobody may read; its shape is sceneSchema.';
revoke all on function public.assistant_scene from public, anon;
grant execute on function public.assistant_scene to authenticated;
