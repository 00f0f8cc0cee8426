-- Who may read what beside the person: nobody, rules that run here, or any model. A row says it for all below it.

alter table public.pillars add column reading_level text check (reading_level in ('nobody', 'rules', 'models'));
alter table public.areas add column reading_level text check (reading_level in ('nobody', 'rules', 'models'));
alter table public.projects add column reading_level text check (reading_level in ('nobody', 'rules', 'models'));
alter table public.tasks add column reading_level text check (reading_level in ('nobody', 'rules', 'models'));
comment on column public.pillars.reading_level is
  'Who may read it and all below it, beside the person. Null says nothing; of all that the rows above say the strictest counts, and without any word any model may.';
create index tasks_user_id_reading_level_idx on public.tasks (user_id, reading_level)
  where reading_level in ('nobody', 'rules');

create function private.reading_levels(person uuid) returns table (table_name text, row_id uuid, reading_level text)
language plpgsql stable set search_path = '' as $$
declare
  levels constant text[] := array['nobody', 'rules'];
begin
  return query
  with recursive
    pillar as (
      select p.id, array_position(levels, p.reading_level) as place from public.pillars p
      where p.user_id = person and p.reading_level = any (levels)
    ),
    -- "least" passes over the null of a row that says nothing.
    area as (
      select a.id, least(array_position(levels, a.reading_level), pillar.place) as place
      from public.areas a left join pillar on pillar.id = a.pillar_id
      where a.user_id = person and (a.reading_level = any (levels) or pillar.id is not null)
    ),
    project as (
      select p.id, least(array_position(levels, p.reading_level), area.place) as place
      from public.projects p left join area on area.id = p.area_id
      where p.user_id = person and (p.reading_level = any (levels) or area.id is not null)
    ),
    -- A sub-task lies in the project of its parent, so that only what tasks say themselves goes on downward.
    below (id, place) as (
      select t.id, array_position(levels, t.reading_level) from public.tasks t
      where t.user_id = person and t.reading_level in ('nobody', 'rules')
      union
      select sub.id, below.place from below
      join public.tasks sub on sub.user_id = person and sub.parent_task_id = below.id
    ),
    task as (
      select held.id, min(held.place) as place
      from (
        select below.id, below.place from below
        union all
        select t.id, project.place from project join public.tasks t on t.user_id = person and t.project_id = project.id
      ) held
      group by held.id
    )
  select 'pillars', pillar.id, levels[pillar.place] from pillar
  union all select 'areas', area.id, levels[area.place] from area
  union all select 'projects', project.id, levels[project.place] from project
  union all select 'tasks', task.id, levels[task.place] from task;
end $$;
comment on function private.reading_levels is
  'The rows of a person that not everybody may read, with the strictest level on their way to the top. A model may read what is not among them.';
grant execute on function private.reading_levels to authenticated, service_role;

create function public.reading_level(p_table text, p_row_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  levels constant text[] := array['nobody', 'rules', 'models'];
  answer jsonb;
begin
  with recursive
    task (id, parent_task_id, project_id, name, level, height) as (
      select t.id, t.parent_task_id, t.project_id, t.name, t.reading_level, 0 from public.tasks t
      where p_table = 'tasks' and t.user_id = person and t.id = p_row_id
      union all
      select above.id, above.parent_task_id, above.project_id, above.name, above.reading_level, task.height + 1
      from task join public.tasks above on above.user_id = person and above.id = task.parent_task_id
    ),
    project as (
      select p.id, p.area_id, p.name, p.reading_level as level from public.projects p
      where p.user_id = person
        and p.id = case when p_table = 'projects' then p_row_id else (select task.project_id from task where task.height = 0) end
    ),
    area as (
      select a.id, a.pillar_id, a.name, a.reading_level as level from public.areas a
      where a.user_id = person and a.id = case when p_table = 'areas' then p_row_id else (select project.area_id from project) end
    ),
    pillar as (
      select p.id, p.name, p.reading_level as level from public.pillars p
      where p.user_id = person and p.id = case when p_table = 'pillars' then p_row_id else (select area.pillar_id from area) end
    ),
    way as (
      select 'tasks' as table_name, task.id, task.name, task.level, 0 as floor, task.height from task
      union all select 'projects', project.id, project.name, project.level, 1, 0 from project
      union all select 'areas', area.id, area.name, area.level, 2, 0 from area
      union all select 'pillars', pillar.id, pillar.name, pillar.level, 3, 0 from pillar
    ),
    above as (
      select * from way
      where not (way.table_name = p_table and way.id = p_row_id) and way.level is not null
      -- Of those that say the strictest thing, the nearest.
      order by array_position(levels, way.level), way.floor, way.height
      limit 1
    )
  select jsonb_build_object(
    'own', way.level,
    'inherited', coalesce((select above.level from above), 'models'),
    'effective', levels[least(array_position(levels, way.level), array_position(levels, (select above.level from above)), 3)],
    'from', (select jsonb_build_object('table', above.table_name, 'id', above.id, 'name', above.name) from above))
  into answer
  from way where way.table_name = p_table and way.id = p_row_id;
  if answer is null then
    raise exception 'there is no such row' using errcode = 'PT404';
  end if;
  return answer;
end $$;
comment on function public.reading_level is
  'Who may read a row of pillars, areas, projects or tasks: { own, inherited, effective, from: { table, id, name } | null }. "from" is the row above that has the last word.';
revoke all on function public.reading_level from public, anon;
grant execute on function public.reading_level to authenticated;

-- A series is read by the same, in all its instances: what was done last week says as much as what is due tomorrow.
create function private.share_reading_level() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not private.is_replaying() and exists (
    select from public.tasks same
    where same.user_id = new.user_id and same.series_id = new.series_id and same.reading_level is distinct from new.reading_level
  ) then
    update public.tasks same set reading_level = new.reading_level
    where same.user_id = new.user_id and same.series_id = new.series_id and same.reading_level is distinct from new.reading_level;
  end if;
  return null;
end $$;
create trigger tasks_share_reading_level after update of reading_level on public.tasks
  for each row when (new.series_id is not null and new.reading_level is distinct from old.reading_level)
  execute function private.share_reading_level();

-- As before, and the next instance is read by the same as this one, with all that is below it.
create or replace function private.repeat_task() returns trigger
language plpgsql set search_path = '' as $$
declare
  next_id uuid := private.next_instance_id(new.series_id, new.occurrence + 1);
  coming public.tasks;
  due_at timestamp;
  shift int;
begin
  if private.is_replaying() then
    return null;
  end if;
  if new.status <> 'completed' then
    -- Reopened by hand: an untouched next instance would stand beside it as a double.
    perform private.take_back_instance(new.user_id, next_id);
    return null;
  end if;
  due_at := private.next_due(new);
  if due_at is null then
    return null;
  end if;
  coming := private.next_instance(new, due_at);
  shift := due_at::date - (private.as_series(new)).due_on;
  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, priority, category, energy,
    start_on, due_on, due_time, deadline_on, remind_at, duration_minutes, recurrence_rule,
    recurrence_after_completion, recurrence_start_on, series_id, series_template, occurrence,
    sub_task_completion_required, original_text, sort_order, is_sample, reading_level
  ) values (
    new.user_id, next_id, coming.project_id, coming.parent_task_id, coming.name, coming.description, coming.priority, coming.category, coming.energy,
    coming.start_on, coming.due_on, coming.due_time, coming.deadline_on, coming.remind_at, coming.duration_minutes, coming.recurrence_rule,
    coming.recurrence_after_completion, coming.recurrence_start_on, coming.series_id, coming.series_template, coming.occurrence,
    coming.sub_task_completion_required, coming.original_text, coming.sort_order, coming.is_sample, coming.reading_level
  )
  on conflict (user_id, id) do nothing;
  if not found then
    return null;
  end if;
  insert into public.task_labels (user_id, id, task_id, label_id)
  select new.user_id, private.next_instance_id(new.series_id, new.occurrence + 1, 'label ' || worn.label_id), next_id, worn.label_id
  from public.task_labels worn where worn.user_id = new.user_id and worn.task_id = new.id
  on conflict do nothing;
  if not exists (select from public.tasks sub where sub.user_id = new.user_id and sub.parent_task_id = new.id) then
    return null;
  end if;
  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, priority, category, energy, start_on, due_on, due_time,
    deadline_on, duration_minutes, sub_task_completion_required, sort_order, is_sample, reading_level
  )
  with recursive below (id, parent_task_id, depth) as (
    select sub.id, sub.parent_task_id, 1 from public.tasks sub
    where sub.user_id = new.user_id and sub.parent_task_id = new.id
    union all
    select sub.id, sub.parent_task_id, below.depth + 1 from below
    join public.tasks sub on sub.user_id = new.user_id and sub.parent_task_id = below.id
  )
  select
    new.user_id, private.next_instance_id(new.series_id, new.occurrence + 1, 'part ' || sub.id), new.project_id,
    case when below.depth = 1 then next_id
      else private.next_instance_id(new.series_id, new.occurrence + 1, 'part ' || below.parent_task_id) end,
    sub.name, sub.description, sub.priority, sub.category, sub.energy, sub.start_on + shift, sub.due_on + shift, sub.due_time,
    sub.deadline_on + shift, sub.duration_minutes, sub.sub_task_completion_required, sub.sort_order, sub.is_sample, sub.reading_level
  from below join public.tasks sub on sub.user_id = new.user_id and sub.id = below.id
  order by below.depth
  on conflict (user_id, id) do nothing;
  return null;
end $$;
