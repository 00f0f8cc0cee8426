-- Where the time of a person went, down to the entries. The minutes are those that the rules see in hrm_snapshot():
-- the same rows, rounded at the same place, so that a page and an insight about it never state two figures.

create function public.pillar_balance(p_days integer default 28) returns json
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  person uuid := (select auth.uid());
  now_at timestamptz := private.clock();
  days integer := least(greatest(p_days, 1), 92);
  zone text := (select profile.time_zone from public.user_profiles profile where profile.user_id = person);
  today date := (now_at at time zone zone)::date;
  since timestamptz := private.instant_of(today - days + 1, zone);
begin
  return (
    with
      nobody as materialized (
        select level.row_id from private.reading_levels(person) level where level.reading_level = 'nobody'
      ),
      pillar as materialized (
        select p.id, p.name, p.icon, p.time_allocation_percentage, p.sort_order from public.pillars p
        where p.user_id = person and not p.archived and p.id not in (select nobody.row_id from nobody)
      ),
      area as materialized (
        select a.id, a.pillar_id, a.name from public.areas a
        where a.user_id = person and not a.archived and a.id not in (select nobody.row_id from nobody)
          and (a.pillar_id is null or a.pillar_id in (select pillar.id from pillar))
      ),
      project as materialized (
        select p.id, p.area_id, p.name from public.projects p
        where p.user_id = person and not p.archived and p.id not in (select nobody.row_id from nobody)
          and (p.area_id is null or p.area_id in (select area.id from area))
      ),
      session as materialized (
        select s.id, s.task_id, s.started_at, s.ended_at, (s.started_at at time zone zone)::date as on_day,
          extract(epoch from s.ended_at - s.started_at) as seconds,
          s.task_id is not null and s.task_id in (select nobody.row_id from nobody) as is_unread
        from public.focus_sessions s
        where s.user_id = person and s.kind = 'focus' and s.ended_at is not null and s.started_at >= since
      ),
      placed as (
        select session.on_day, place.pillar_id, place.id as area_id, project.id as project_id, task.id as task_id,
          round(sum(session.seconds) / 60)::int as minutes,
          json_agg(json_build_object('id', session.id, 'task_id', session.task_id, 'task_name', held.name,
            'started_at', session.started_at, 'ended_at', session.ended_at) order by session.started_at, session.id) as sessions
        from session
        left join public.tasks held on held.user_id = person and held.id = session.task_id
        left join public.projects home on home.user_id = person and home.id = held.project_id
        left join project on project.id = home.id
        left join area place on place.id = home.area_id
        -- The rules know what was completed within 60 days; a longer period knows what it began with.
        left join public.tasks task on task.user_id = person and task.id = held.id
          and (task.status <> 'completed' or task.completed_at >= now_at - make_interval(days => greatest(60, days)))
          and (task.project_id is null or project.id is not null)
        where not session.is_unread
        group by 1, 2, 3, 4, 5
      )
    select json_build_object(
      'days', days, 'from_on', today - days + 1, 'until_on', today,
      'first_on', (
        select (min(s.started_at) at time zone zone)::date from public.focus_sessions s
        where s.user_id = person and s.kind = 'focus' and s.ended_at is not null),
      'unread_minutes', (select coalesce(round(sum(session.seconds) / 60)::int, 0) from session where session.is_unread),
      'pillars', (
        select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'icon', p.icon,
          'time_allocation_percentage', p.time_allocation_percentage) order by p.sort_order, p.id), '[]') from pillar p),
      'minutes', (
        select coalesce(json_agg(json_build_object('on', placed.on_day, 'pillar_id', placed.pillar_id, 'area_id', placed.area_id,
          'project_id', placed.project_id, 'task_id', placed.task_id, 'minutes', placed.minutes, 'sessions', placed.sessions)
          order by placed.on_day desc, placed.task_id, placed.project_id, placed.area_id), '[]')
        from placed where placed.minutes > 0),
      'names', (
        select coalesce(json_object_agg(named.id, named.name), '{}') from (
          select area.id, area.name from area where area.id in (select placed.area_id from placed)
          union all
          select project.id, project.name from project where project.id in (select placed.project_id from placed)
          union all
          select held.id, held.name from public.tasks held
          where held.user_id = person and held.id in (select placed.task_id from placed)
        ) named))
    where zone is not null
  );
end $$;
comment on function public.pillar_balance is
  'What the caller lived in the last days (1 to 92, today included), by day and place, each with its focus sessions; the pillars with the share each should have; names of areas, projects and tasks; and unread_minutes, those of tasks nobody may read, which no figure holds. first_on: the day of the first entry ever. Its minutes are those of hrm_snapshot(). Null for nobody.';

revoke all on function public.pillar_balance from public, anon;
grant execute on function public.pillar_balance to authenticated;
