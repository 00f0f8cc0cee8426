-- What matters now: the task priority score (0-100), the ranking of Today with its reasons, and progress.
-- Everything here is computed when it is read. Half of the score is the clock and a quarter is the parents, so a
-- stored score would be wrong every midnight and cost a rewrite of a subtree per edit; reading one person's open
-- tasks costs a few milliseconds (docs/decisions/0003).

create view public.project_progress with (security_invoker = true) as
select
  project.user_id,
  project.id as project_id,
  coalesce(tally.task_count, 0) as task_count,
  coalesce(tally.completed_count, 0) as completed_count,
  coalesce(tally.overdue_count, 0) as overdue_count,
  coalesce(round(100.0 * tally.completed_count / tally.task_count, 1), 0) as completion_percentage
from public.projects project
left join (
  select
    task.user_id,
    task.project_id,
    count(*)::int as task_count,
    count(*) filter (where task.status = 'completed')::int as completed_count,
    count(*) filter (where task.status <> 'completed' and task.due_on < today.on_day)::int as overdue_count
  from public.tasks task
  join public.user_profiles profile on profile.user_id = task.user_id
  -- "offset 0" keeps the planner from working out the day anew for each task.
  cross join lateral (select (private.clock() at time zone profile.time_zone)::date as on_day offset 0) today
  where task.project_id is not null
  group by task.user_id, task.project_id
) tally on tally.user_id = project.user_id and tally.project_id = project.id;
comment on view public.project_progress is 'Tasks and sub-tasks of each project: how many, how many done, how many overdue, and the share done (0-100).';

create view public.area_progress with (security_invoker = true) as
select
  area.user_id,
  area.id as area_id,
  count(project.id)::int as project_count,
  coalesce(sum(progress.task_count), 0)::int as task_count,
  coalesce(sum(progress.completed_count), 0)::int as completed_count,
  coalesce(sum(progress.overdue_count), 0)::int as overdue_count,
  coalesce(round(100.0 * sum(progress.completed_count) / nullif(sum(progress.task_count), 0), 1), 0) as completion_percentage
from public.areas area
left join public.projects project on project.user_id = area.user_id and project.area_id = area.id and not project.archived
left join public.project_progress progress on progress.user_id = project.user_id and progress.project_id = project.id
group by area.user_id, area.id;
comment on view public.area_progress is 'The roll-up of the projects of each area that are not archived.';

create view public.pillar_progress with (security_invoker = true) as
select
  pillar.user_id,
  pillar.id as pillar_id,
  count(area.id)::int as area_count,
  coalesce(sum(progress.project_count), 0)::int as project_count,
  coalesce(sum(progress.task_count), 0)::int as task_count,
  coalesce(sum(progress.completed_count), 0)::int as completed_count,
  coalesce(sum(progress.overdue_count), 0)::int as overdue_count,
  coalesce(round(100.0 * sum(progress.completed_count) / nullif(sum(progress.task_count), 0), 1), 0) as completion_percentage
from public.pillars pillar
left join public.areas area on area.user_id = pillar.user_id and area.pillar_id = pillar.id and not area.archived
left join public.area_progress progress on progress.user_id = area.user_id and progress.area_id = area.id
group by pillar.user_id, pillar.id;
comment on view public.pillar_progress is 'The roll-up of the areas of each pillar that are not archived.';

create view public.task_scores with (security_invoker = true) as
with
  finished as (
    select task.user_id, task.project_id,
      10.0::float8 * count(*) filter (where task.status = 'completed') / count(*) as points
    from public.tasks task where task.project_id is not null
    group by task.user_id, task.project_id
  ),
  waiting as (
    select dependency.user_id, dependency.task_id, count(*)::int as blocker_count
    from public.task_dependencies dependency
    -- "offset 0", here and below: look up the few blockers, work out the few days once, and fold nothing into the rest.
    cross join lateral (
      select task.status from public.tasks task
      where task.user_id = dependency.user_id and task.id = dependency.depends_on_task_id offset 0
    ) blocker
    where blocker.status <> 'completed'
    group by dependency.user_id, dependency.task_id
  ),
  home as (
    select
      project.user_id, project.id as project_id, project.name as project_name, project.icon as project_icon,
      project.importance as project_importance, project.area_id, area.name as area_name, area.importance as area_importance,
      area.pillar_id, pillar.name as pillar_name, pillar.color as pillar_color,
      -- Without a parent the middle of its scale counts. A pillar that gets a quarter of one's time weighs 1.
      coalesce(area.importance, 3) * 2.0::float8 + project.importance * 2.0::float8
        + least(2.5 * greatest(least(coalesce(pillar.time_allocation_percentage / 25, 1), 2), 0.1), 5)::float8 as hierarchy_points,
      least(coalesce(finished.points, 0), 10) as progress_points,
      project.archived or coalesce(area.archived, false) or coalesce(pillar.archived, false)
        or project.status in ('completed', 'on_hold') as is_parked
    from public.projects project
    left join public.areas area on area.user_id = project.user_id and area.id = project.area_id
    left join public.pillars pillar on pillar.user_id = area.user_id and pillar.id = area.pillar_id
    left join finished on finished.user_id = project.user_id and finished.project_id = project.id
  ),
  factors as (
    select
      task.user_id, task.id as task_id, task.parent_task_id, task.project_id, task.priority,
      task.start_on, task.due_on, task.due_time, task.deadline_on, task.sort_order,
      home.project_name, home.project_icon, home.project_importance, home.area_id, home.area_name, home.area_importance,
      home.pillar_id, home.pillar_name, home.pillar_color,
      coalesce(home.hierarchy_points, 14.5) as hierarchy_points,
      coalesce(home.progress_points, 0) as progress_points,
      coalesce(home.is_parked, false) as is_parked,
      coalesce(waiting.blocker_count, 0) as blocker_count,
      least(task.due_on, task.deadline_on) - today.on_day as days_left,
      -- 0.1 a day from the eighth day on, at most 3. The two instants spare most rows the way through the time zone.
      case
        when task.created_at >= today.week_ago_at then 0
        when task.created_at < today.month_ago_at then 3
        else 0.1::float8 * (today.on_day - (task.created_at at time zone today.time_zone)::date)
      end as age_points,
      today.on_day as today_on
    from public.tasks task
    join (
      select
        profile.user_id, profile.time_zone, day.on_day,
        (day.on_day - 7)::timestamp at time zone profile.time_zone as week_ago_at,
        (day.on_day - 29)::timestamp at time zone profile.time_zone as month_ago_at
      from public.user_profiles profile
      cross join lateral (select (private.clock() at time zone profile.time_zone)::date as on_day offset 0) day
      offset 0
    ) today on today.user_id = task.user_id
    left join home on home.user_id = task.user_id and home.project_id = task.project_id
    left join waiting on waiting.user_id = task.user_id and waiting.task_id = task.id
    where task.status <> 'completed'
  ),
  points as (
    select
      factors.*,
      case
        when days_left is null then 5
        when days_left <= 0 then 40
        when days_left <= 1 then 35
        when days_left <= 3 then 25
        when days_left <= 7 then 15
        when days_left <= 14 then 8
        else greatest(0, 5 - 0.1::float8 * days_left)
      end as urgency_points,
      case priority when 'urgent' then 25 when 'high' then 20 when 'medium' then 12 else 5 end as priority_points,
      case when blocker_count = 0 then 15 else 2 end as dependency_points
    from factors
  )
select
  user_id, task_id, parent_task_id, start_on, due_on, due_time, deadline_on, sort_order,
  project_id, project_name, project_icon, project_importance, area_id, area_name, area_importance, pillar_id, pillar_name, pillar_color,
  days_left, blocker_count, blocker_count > 0 as is_blocked, is_parked,
  urgency_points, priority_points, hierarchy_points, dependency_points, progress_points, age_points,
  floor(least(urgency_points + priority_points + hierarchy_points + dependency_points + progress_points + age_points, 100) * 10 + 0.5) / 10 as score,
  case when days_left < 0 then 100 when days_left = 0 then 80 else 0 end
    + case when priority in ('high', 'urgent') then 30 else 0 end
    + case when project_importance >= 4 then 50 else 0 end
    + case when area_importance >= 4 then 25 else 0 end
    + case when blocker_count = 0 then 60 else 0 end as rank_points,
  today_on
from points;
comment on view public.task_scores is
  'Every open task with its priority score (0-100), the parts of the score, and the points that order Today. Always true: computed when read.';

grant select on public.project_progress, public.area_progress, public.pillar_progress, public.task_scores to authenticated, service_role;

create function public.today_tasks(p_limit integer default 50)
returns table (
  id uuid, project_id uuid, parent_task_id uuid, name text, description text, status text, priority text, start_on date,
  due_on date, due_time time, deadline_on date, duration_minutes integer, energy text, recurrence_rule text,
  is_sample boolean, created_at timestamptz, updated_at timestamptz, project_name text, project_icon text, area_id uuid, area_name text,
  pillar_id uuid, pillar_name text, pillar_color text, is_blocked boolean, score double precision, rank_points integer, reasons jsonb
)
-- Planning takes longer than ranking, and one plan fits everybody: no person's list is unlike the others'.
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  -- plpgsql keeps the plan; the best rows are picked first, then dressed with names and reasons.
  return query
  with best as (
    select
      scores.user_id, scores.task_id, scores.rank_points, scores.score, scores.days_left, scores.blocker_count, scores.is_blocked, scores.today_on,
      scores.project_name, scores.project_icon, scores.project_importance, scores.area_id, scores.area_name, scores.area_importance,
      scores.pillar_id, scores.pillar_name, scores.pillar_color
    from public.task_scores scores
    where scores.user_id = (select auth.uid())
      and not scores.is_parked
      and (scores.start_on is null or scores.start_on <= scores.today_on)
      and (scores.parent_task_id is null or scores.due_on is not null)
    order by scores.rank_points desc, scores.score desc, scores.due_on nulls last, scores.due_time nulls last, scores.sort_order, scores.task_id
    limit least(greatest(p_limit, 0), 1000)
  )
  select
    task.id, task.project_id, task.parent_task_id, task.name, task.description, task.status, task.priority, task.start_on,
    task.due_on, task.due_time, task.deadline_on, task.duration_minutes, task.energy, task.recurrence_rule,
    task.is_sample, task.created_at, task.updated_at, best.project_name, best.project_icon, best.area_id, best.area_name,
    best.pillar_id, best.pillar_name, best.pillar_color, best.is_blocked, best.score, best.rank_points,
    -- Put together as text: building the objects one by one takes longer than ranking the tasks.
    ('[' || concat_ws(',',
      case when best.days_left < 0 and task.due_on < best.today_on then
        format('{"code":"overdue","days":%s}', best.today_on - task.due_on) end,
      case when task.due_on = best.today_on then '{"code":"due_today"}' end,
      case when task.deadline_on - best.today_on <= 3 then
        format('{"code":"deadline_soon","days":%s}', task.deadline_on - best.today_on) end,
      case when task.priority in ('high', 'urgent') then '{"code":"high_priority"}' end,
      case when best.project_importance >= 4 then format('{"code":"important_project","name":%s}', to_json(best.project_name)) end,
      case when best.area_importance >= 4 then format('{"code":"important_area","name":%s}', to_json(best.area_name)) end,
      case when best.is_blocked then format('{"code":"blocked","count":%s}', best.blocker_count) else '{"code":"ready"}' end
    ) || ']')::jsonb
  from best
  join public.tasks task on task.user_id = best.user_id and task.id = best.task_id
  order by best.rank_points desc, best.score desc, task.due_on nulls last, task.due_time nulls last, task.sort_order, task.id;
end $$;
comment on function public.today_tasks is
  'The caller''s open tasks of today, best first, each with the reasons for its place as codes a screen can translate.';
revoke all on function public.today_tasks from public, anon;
grant execute on function public.today_tasks to authenticated;
