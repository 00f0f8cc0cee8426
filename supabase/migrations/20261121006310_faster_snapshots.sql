-- All that the rules know about a person, as before, with one look less at every task. The tasks come in any order.
create or replace function private.hrm_snapshot(person uuid) returns json
-- One plan fits everybody, as with today_tasks, also when it was made for empty tables.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  now_at timestamptz := private.clock();
  zone text;
  spoken text;
  local_now timestamp;
  answer json;
begin
  select profile.time_zone, profile.locale into zone, spoken from public.user_profiles profile where profile.user_id = person;
  if not found then
    return null;
  end if;
  local_now := now_at at time zone zone;
  with
    level as materialized (select * from private.reading_levels(person)),
    nobody as materialized (select level.row_id from level where level.reading_level = 'nobody'),
    pillar as materialized (
      select p.id, p.name, p.time_allocation_percentage, p.alignment_strength, p.sort_order from public.pillars p
      where p.user_id = person and not p.archived and p.id not in (select nobody.row_id from nobody)
    ),
    area as materialized (
      select a.id, a.pillar_id, a.name, a.importance, a.sort_order from public.areas a
      where a.user_id = person and not a.archived and a.id not in (select nobody.row_id from nobody)
        and (a.pillar_id is null or a.pillar_id in (select pillar.id from pillar))
    ),
    project as materialized (
      select p.id, p.area_id, p.name, p.status, p.priority, p.importance, p.deadline_on, p.created_at, p.sort_order
      from public.projects p
      where p.user_id = person and not p.archived and p.id not in (select nobody.row_id from nobody)
        and (p.area_id is null or p.area_id in (select area.id from area))
    ),
    -- One look at the tasks: those the rules see (is_told), and those that only count for their project.
    held as materialized (
      select t.id, t.project_id, t.parent_task_id, t.name, t.status, t.priority, t.due_on, t.due_time, t.deadline_on, t.start_on,
        t.duration_minutes, t.energy, t.category, t.created_at, t.completed_at,
        t.status <> 'completed' or t.completed_at >= now_at - interval '60 days' as is_told
      from public.tasks t
      where t.user_id = person and t.id not in (select nobody.row_id from nobody)
        and (t.project_id is null or t.project_id in (select project.id from project))
    ),
    -- Those of them that another row names. Few are, and all else only looks among these.
    named as materialized (
      select held.id from held
      where held.is_told and held.id in (
        select d.task_id from public.task_dependencies d where d.user_id = person
        union all select d.depends_on_task_id from public.task_dependencies d where d.user_id = person
        union all select sub.parent_task_id from held sub where sub.parent_task_id is not null)
    ),
    tally as (
      select t.project_id, count(*) as task_count, count(*) filter (where t.status = 'completed') as completed_count,
        max(t.completed_at) as last_completed_at
      from held t
      where t.project_id is not null
      group by t.project_id
    ),
    -- What was given to a thing that is archived now still counts for what is above it.
    placed as (
      select (s.started_at at time zone zone)::date as on_day, area.pillar_id, area.id as area_id, project.id as project_id,
        task.id as task_id, round(sum(extract(epoch from s.ended_at - s.started_at)) / 60)::int as minutes
      from public.focus_sessions s
      left join public.tasks done on done.user_id = person and done.id = s.task_id
      left join public.projects home on home.user_id = person and home.id = done.project_id
      left join held task on task.id = s.task_id and task.is_told
      left join project on project.id = home.id
      left join (
        select area.id, pillar.id as pillar_id from area left join pillar on pillar.id = area.pillar_id
      ) area on area.id = home.area_id
      where s.user_id = person and s.kind = 'focus' and s.ended_at is not null
        and s.started_at >= ((local_now::date - 27)::timestamp at time zone zone)
        and (s.task_id is null or s.task_id not in (select nobody.row_id from nobody))
      group by 1, 2, 3, 4, 5
    )
  select json_build_object(
    'user_id', person, 'taken_at', now_at, 'time_zone', zone, 'locale', spoken,
    'today', local_now::date, 'minute_of_day', extract(hour from local_now)::int * 60 + extract(minute from local_now)::int,
    'data_version', private.data_version(person),
    'preferences', coalesce(
      (select json_build_object(
          'rule_weight_overrides', own.rule_weight_overrides, 'explanation_detail_level', own.explanation_detail_level,
          'energy_pattern', own.energy_pattern, 'preferred_work_hours', own.preferred_work_hours,
          'enable_ai_learning', own.enable_ai_learning)
       from public.hrm_user_preferences own where own.user_id = person),
      '{}'),
    'rules_only', (
      select coalesce(json_agg(level.row_id order by level.row_id), '[]') from level
      where level.reading_level = 'rules' and (
        level.row_id in (select pillar.id from pillar) or level.row_id in (select area.id from area)
        or level.row_id in (select project.id from project) or level.row_id in (select held.id from held where held.is_told))),
    'pillars', (
      select coalesce(json_agg(json_build_object(
        'id', p.id, 'name', p.name, 'time_allocation_percentage', p.time_allocation_percentage,
        'alignment_strength', p.alignment_strength) order by p.sort_order, p.id), '[]') from pillar p),
    'areas', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'pillar_id', above.id, 'name', a.name, 'importance', a.importance) order by a.sort_order, a.id), '[]')
      from area a left join pillar above on above.id = a.pillar_id),
    'projects', (
      select coalesce(json_agg(json_build_object(
        'id', p.id, 'area_id', p.area_id, 'name', p.name, 'status', p.status, 'priority', p.priority,
        'importance', p.importance, 'deadline_on', p.deadline_on, 'created_on', (p.created_at at time zone zone)::date,
        'task_count', coalesce(tally.task_count, 0), 'completed_count', coalesce(tally.completed_count, 0),
        'last_completed_on', (tally.last_completed_at at time zone zone)::date) order by p.sort_order, p.id), '[]')
      from project p left join tally on tally.project_id = p.id),
    -- By columns: the names of fifteen fields are told once, and their types looked up once.
    'tasks', (
      select json_build_object(
        'id', array_agg(told.id), 'project_id', array_agg(told.project_id), 'parent_task_id', array_agg(told.parent_task_id),
        'name', array_agg(told.name), 'status', array_agg(told.status), 'priority', array_agg(told.priority), 'due_on',
        array_agg(told.due_on), 'due_time', array_agg(told.due_time), 'deadline_on', array_agg(told.deadline_on), 'start_on',
        array_agg(told.start_on), 'duration_minutes', array_agg(told.duration_minutes), 'energy', array_agg(told.energy),
        'category', array_agg(told.category), 'created_on', array_agg(told.created_on), 'completed_on',
        array_agg(told.completed_on))
      from (
        select t.id, t.project_id,
          case when t.parent_task_id in (select named.id from named) then t.parent_task_id end as parent_task_id,
          t.name, t.status, t.priority, t.due_on, t.due_time, t.deadline_on, t.start_on, t.duration_minutes, t.energy, t.category,
          (t.created_at at time zone zone)::date as created_on,
          (t.completed_at at time zone zone)::date as completed_on
        from held t where t.is_told) told),
    'dependencies', (
      select coalesce(json_agg(json_build_object('task_id', d.task_id, 'depends_on_task_id', d.depends_on_task_id)
        order by d.task_id, d.depends_on_task_id), '[]')
      from public.task_dependencies d
      -- "is true" keeps each a look into a hash, where a join of both may compare every row with every other.
      where d.user_id = person and (d.task_id in (select named.id from named)) is true
        and (d.depends_on_task_id in (select named.id from named)) is true),
    'minutes', (
      select coalesce(json_agg(json_build_object(
        'on', placed.on_day, 'pillar_id', placed.pillar_id, 'area_id', placed.area_id, 'project_id', placed.project_id,
        'task_id', placed.task_id, 'minutes', placed.minutes)
        order by placed.on_day, placed.task_id, placed.project_id, placed.area_id), '[]')
      from placed where placed.minutes > 0),
    'journal', null)
  into answer;
  return answer;
end $$;

-- Plans are kept from when the tables were empty: without this, the digests of a person were looked for among everybody's.
alter function public.hrm_snapshots set enable_seqscan = off;
