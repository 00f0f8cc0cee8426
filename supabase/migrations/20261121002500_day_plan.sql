-- The plan of a day: how much time there is, and the order of Today by hand.

alter table public.user_profiles add column day_capacity_minutes integer[] not null default '{480,480,480,480,480,240,240}'
  check (cardinality(day_capacity_minutes) = 7 and array_position(day_capacity_minutes, null) is null
    and 0 <= all (day_capacity_minutes) and 1440 >= all (day_capacity_minutes));
comment on column public.user_profiles.day_capacity_minutes is 'The minutes a person has for tasks on each day of the week, Monday first.';
grant update (day_capacity_minutes) on public.user_profiles to authenticated;

alter table public.tasks
  add column planned_on date,
  add column today_position double precision,
  add constraint tasks_position_needs_planned_day check ((today_position is null) = (planned_on is null));
comment on column public.tasks.planned_on is 'The day whose list the person put in order by hand, with this task in it; on other days it means nothing.';
comment on column public.tasks.today_position is 'The place in the list of that day, smallest first.';
create index tasks_user_id_planned_on_idx on public.tasks (user_id, planned_on) where planned_on is not null;

create function private.leave_day() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not private.is_replaying() then
    new.planned_on := null;
    new.today_position := null;
  end if;
  return new;
end $$;
comment on function private.leave_day is 'A task that is put off, or skipped, leaves the order of its day.';
create trigger tasks_leave_day before update on public.tasks
  for each row when (
    new.planned_on = old.planned_on
    and (new.occurrence <> old.occurrence
      or (new.due_on > new.planned_on and new.due_on is distinct from old.due_on)
      or (new.start_on > new.planned_on and new.start_on is distinct from old.start_on)))
  execute function private.leave_day();

create function public.order_today(p_task_ids uuid[]) returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  today date := private.local_today(person);
  changed int;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  elsif p_task_ids is null or cardinality(p_task_ids) > 1000 then
    raise exception 'a day holds at most 1000 tasks' using errcode = '22023';
  end if;
  update public.tasks task set
    planned_on = case when wanted.place is not null then today end,
    today_position = wanted.place
  from public.tasks listed
  cross join lateral (select array_position(p_task_ids, listed.id)::double precision as place) wanted
  where listed.user_id = person and (listed.id = any (p_task_ids) or listed.planned_on = today)
    and (listed.planned_on, listed.today_position) is distinct from (case when wanted.place is not null then today end, wanted.place)
    and task.user_id = listed.user_id and task.id = listed.id;
  get diagnostics changed = row_count;
  return changed;
end $$;
comment on function public.order_today is
  'Puts these tasks at the top of the caller''s Today, in this order; whatever was placed there before and is not among them goes back to its rank. Answers how many tasks changed.';
revoke all on function public.order_today from public, anon;
grant execute on function public.order_today to authenticated;

drop function public.today_tasks(integer);
create function public.today_tasks(p_limit integer default 50)
returns table (
  id uuid, project_id uuid, parent_task_id uuid, name text, description text, status text, priority text, start_on date,
  due_on date, due_time time, deadline_on date, duration_minutes integer, energy text, recurrence_rule text,
  is_sample boolean, created_at timestamptz, updated_at timestamptz, project_name text, project_icon text, area_id uuid, area_name text,
  pillar_id uuid, pillar_name text, pillar_color text, is_blocked boolean, score double precision, rank_points integer, reasons jsonb,
  planned_on date, today_position double precision
)
-- Planning takes longer than ranking, and one plan fits everybody: no person's list is unlike the others'.
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  person uuid := (select auth.uid());
  today date := private.local_today(person);
  -- Null on most days, which spares the ranking a look at each task.
  placed uuid[] := (
    select array_agg(task.id order by task.today_position) from public.tasks task
    where task.user_id = person and task.planned_on = today and task.status <> 'completed');
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
    order by case when placed is not null then array_position(placed, scores.task_id) end, scores.rank_points desc, scores.score desc, scores.due_on nulls last, scores.due_time nulls last, scores.sort_order, scores.task_id
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
    ) || ']')::jsonb,
    task.planned_on, task.today_position
  from best
  join public.tasks task on task.user_id = best.user_id and task.id = best.task_id
  order by case when task.planned_on = best.today_on then task.today_position end, best.rank_points desc, best.score desc, task.due_on nulls last, task.due_time nulls last, task.sort_order, task.id;
end $$;
comment on function public.today_tasks is
  'The caller''s open tasks of today: first those they put in order by hand, then best first, each with the reasons for its place as codes a screen can translate.';
revoke all on function public.today_tasks from public, anon;
grant execute on function public.today_tasks to authenticated;
