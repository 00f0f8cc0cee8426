-- Editing a recurring task: one instance, this and the following, or all; and skipping one (docs/decisions/0007).
-- There is no row for the series: its open instance is the template of the next one, and remembers in
-- series_template where it departs from its series.

alter table public.tasks add column series_template jsonb
  constraint tasks_series_template_is_known check (
    case when jsonb_typeof(series_template) <> 'object' then false
      else series_template - array['name', 'description', 'priority', 'category', 'energy', 'duration_minutes',
        'sub_task_completion_required', 'start_on', 'due_on', 'due_time', 'deadline_on', 'remind_at', 'remind_time'] = '{}' end);
comment on column public.tasks.series_template is
  'What the series has where this one instance has something else, by column; null when it is as its series. remind_time is the wall clock of a reminder that did not exist on the day the clocks changed.';

create function private.as_series(task public.tasks) returns public.tasks
language plpgsql stable set search_path = '' as $$
begin
  return case when task.series_template is null then task else jsonb_populate_record(task, task.series_template) end;
end $$;
comment on function private.as_series is 'An instance as it would be if it had not been edited alone.';

create function private.depart(template jsonb, before jsonb, after jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select jsonb_object_agg(kept.key, kept.value)
    from jsonb_each(before || coalesce(template, '{}')) kept
    where kept.value is distinct from after -> kept.key);
end $$;
comment on function private.depart is
  'The series_template of an instance, of which some columns were "before" and all are now "after"; null when it is as its series again.';
grant execute on function private.as_series, private.depart to authenticated, service_role;

create function private.keep_series() returns trigger
language plpgsql set search_path = '' as $$
declare
  moved jsonb;
begin
  if private.is_replaying() then
    return new;
  end if;
  if new.recurrence_rule is null then
    new.series_template := null;
  elsif tg_op = 'UPDATE' and new.series_template is not distinct from old.series_template
    and coalesce(current_setting('aurum.editing_series', true), '') <> 'on' then
    if new.recurrence_rule is distinct from old.recurrence_rule then
      -- The new rule counts from the day this instance has now.
      new.series_template := nullif(new.series_template - array['start_on', 'due_on', 'due_time', 'deadline_on', 'remind_at', 'remind_time'], '{}');
    elsif new.due_on <> old.due_on and new.status <> 'completed' and new.recurrence_rule !~ 'FREQ=(HOURLY|MINUTELY)' then
      -- Put off, dragged to another day: that moves this instance, and whatever moved along, but not its series.
      select jsonb_object_agg(date.key, date.value) into moved
      from jsonb_each(private.changed_columns(to_jsonb(old), to_jsonb(new))) date
      where date.key in ('start_on', 'due_on', 'due_time', 'deadline_on', 'remind_at');
      new.series_template := private.depart(old.series_template, moved, to_jsonb(new));
    end if;
    if new.remind_at is distinct from old.remind_at then
      new.series_template := nullif(new.series_template - 'remind_time', '{}');
    end if;
  end if;
  -- What is no value of its column is found out here and not when the task is completed.
  perform private.as_series(new);
  return new;
end $$;
create trigger tasks_keep_new_series before insert on public.tasks
  for each row when (new.series_template is not null) execute function private.keep_series();
create trigger tasks_keep_series before update on public.tasks
  for each row when (new.series_template is not null or new.recurrence_rule is not null)
  execute function private.keep_series();

drop function private.next_due(public.tasks);
create function private.next_due(task public.tasks, skips boolean default false) returns timestamp
language plpgsql stable set search_path = '' as $$
declare
  series public.tasks := private.as_series(task);
  zone text := coalesce((select time_zone from public.user_profiles where user_id = task.user_id), 'UTC');
  local_now timestamp := private.clock() at time zone zone;
  -- An instance that was put off past other occurrences stands for them too.
  due_at timestamp := greatest(
    series.due_on + coalesce(series.due_time, time '00:00'), task.due_on + coalesce(task.due_time, time '00:00'));
  steps_hours boolean := task.recurrence_rule ~ 'FREQ=(HOURLY|MINUTELY)';
  anchor date := coalesce(task.recurrence_start_on, series.due_on);
  found timestamp;
begin
  if (private.parse_recurrence(task.recurrence_rule) ->> 'COUNT')::int <= task.occurrence then
    return null;
  end if;
  if task.recurrence_after_completion then
    -- What is skipped before its day counts from its day.
    local_now := case when skips then greatest(local_now, due_at) else local_now end;
    return private.next_occurrence(task.recurrence_rule, local_now::date,
      case when steps_hours then date_trunc('minute', local_now) else local_now end, zone);
  end if;
  -- Strictly after this occurrence, but what lies in the past is skipped: overdue instances do not pile up.
  found := private.next_occurrence(task.recurrence_rule, anchor, due_at, zone);
  if found < (case when steps_hours then local_now else local_now::date end) then
    found := private.next_occurrence(task.recurrence_rule, anchor,
      case when steps_hours then date_trunc('minute', local_now) else local_now::date - 1 end, zone);
  end if;
  return found;
end $$;
comment on function private.next_due is
  'The wall-clock time at which the instance after this one is due, or null when this is the last one.';

create function private.next_instance(task public.tasks, due_at timestamp) returns public.tasks
language plpgsql stable set search_path = '' as $$
declare
  series public.tasks := private.as_series(task);
  coming public.tasks := series;
  zone text := coalesce((select profile.time_zone from public.user_profiles profile where profile.user_id = task.user_id), 'UTC');
  steps_hours boolean := task.recurrence_rule ~ 'FREQ=(HOURLY|MINUTELY)';
  shift int := due_at::date - series.due_on;
  reminds_at timestamp := series.remind_at at time zone zone;
begin
  reminds_at := coalesce(reminds_at::date + (task.series_template ->> 'remind_time')::time, reminds_at)
    + (due_at - (series.due_on + case when steps_hours then coalesce(series.due_time, time '00:00') else time '00:00' end));
  coming.status := 'todo';
  coming.completed_at := null;
  coming.start_on := series.start_on + shift;
  coming.due_on := due_at::date;
  coming.due_time := case when steps_hours then due_at::time else series.due_time end;
  coming.deadline_on := series.deadline_on + shift;
  coming.remind_at := reminds_at at time zone zone;
  -- Half past two does not exist when the clocks go forward; the day after it does again.
  coming.series_template := case when coming.remind_at at time zone zone <> reminds_at then
    jsonb_build_object('remind_time', reminds_at::time) end;
  coming.recurrence_start_on := case when task.recurrence_after_completion then due_at::date
    else coalesce(task.recurrence_start_on, series.due_on) end;
  coming.occurrence := task.occurrence + 1;
  return coming;
end $$;
comment on function private.next_instance is 'What the instance after this one is like, due at a wall-clock time.';
grant execute on function private.next_due, private.next_instance to authenticated, service_role;

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
    sub_task_completion_required, original_text, sort_order, is_sample
  ) values (
    new.user_id, next_id, coming.project_id, coming.parent_task_id, coming.name, coming.description, coming.priority, coming.category, coming.energy,
    coming.start_on, coming.due_on, coming.due_time, coming.deadline_on, coming.remind_at, coming.duration_minutes, coming.recurrence_rule,
    coming.recurrence_after_completion, coming.recurrence_start_on, coming.series_id, coming.series_template, coming.occurrence,
    coming.sub_task_completion_required, coming.original_text, coming.sort_order, coming.is_sample
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
    deadline_on, duration_minutes, sub_task_completion_required, sort_order, is_sample
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
    sub.deadline_on + shift, sub.duration_minutes, sub.sub_task_completion_required, sub.sort_order, sub.is_sample
  from below join public.tasks sub on sub.user_id = new.user_id and sub.id = below.id
  order by below.depth
  on conflict (user_id, id) do nothing;
  return null;
end $$;

create function private.recurring_task(p_task_id uuid) returns public.tasks
language plpgsql volatile set search_path = '' as $$
declare
  task public.tasks;
begin
  select * into task from public.tasks t where t.user_id = (select auth.uid()) and t.id = p_task_id for no key update;
  if not found then
    raise exception 'there is no such task' using errcode = 'PT404';
  end if;
  if task.recurrence_rule is null then
    raise exception 'this task does not repeat' using errcode = '22023';
  end if;
  return task;
end $$;
comment on function private.recurring_task is 'A recurring task of the caller, locked until the end of the transaction.';

create function public.skip_occurrence(p_task_id uuid) returns public.tasks
language plpgsql volatile security invoker set search_path = '' as $$
declare
  task public.tasks := private.recurring_task(p_task_id);
  coming public.tasks;
  due_at timestamp;
  shift int;
begin
  if task.status = 'completed' then
    raise exception 'this one is done already' using errcode = 'PT409';
  end if;
  due_at := private.next_due(task, skips => true);
  if due_at is null then
    raise exception 'this is the last one of its series' using errcode = 'PT409';
  end if;
  coming := private.next_instance(task, due_at);
  shift := due_at::date - (private.as_series(task)).due_on;
  perform set_config('aurum.editing_series', 'on', true);
  with recursive below (id) as (
    select sub.id from public.tasks sub where sub.user_id = task.user_id and sub.parent_task_id = task.id
    union
    select sub.id from below join public.tasks sub on sub.user_id = task.user_id and sub.parent_task_id = below.id
  )
  update public.tasks sub set
    status = 'todo', start_on = sub.start_on + shift, due_on = sub.due_on + shift, deadline_on = sub.deadline_on + shift
  where sub.user_id = task.user_id and sub.id in (select below.id from below);
  update public.tasks t set
    status = 'todo', name = coming.name, description = coming.description, priority = coming.priority, category = coming.category,
    energy = coming.energy, duration_minutes = coming.duration_minutes, sub_task_completion_required = coming.sub_task_completion_required,
    start_on = coming.start_on, due_on = coming.due_on, due_time = coming.due_time, deadline_on = coming.deadline_on, remind_at = coming.remind_at,
    recurrence_start_on = coming.recurrence_start_on, series_template = coming.series_template, occurrence = coming.occurrence
  where t.user_id = task.user_id and t.id = task.id
  returning t.* into task;
  perform set_config('aurum.editing_series', '', true);
  return task;
end $$;
comment on function public.skip_occurrence is
  'Moves the open instance of a recurring task on to the next date, with its sub-tasks open again. Skipped ones count towards COUNT. PT409 when it is done, or the last one.';

create function public.edit_series(p_task_id uuid, p_scope text, p_changes jsonb) returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  -- What a task is, and when this instance is; a project and a rule belong to a series as a whole.
  traits text[] := array['name', 'description', 'priority', 'category', 'energy', 'duration_minutes', 'sub_task_completion_required'];
  dates text[] := array['start_on', 'due_on', 'due_time', 'deadline_on', 'remind_at'];
  rules text[] := array['recurrence_rule', 'recurrence_after_completion'];
  task public.tasks := private.recurring_task(p_task_id);
  edited public.tasks;
  given text[];
  settled text[];
  strange text;
  moves boolean;
  edited_count int := 0;
begin
  if p_scope is null or p_scope not in ('one', 'future', 'all') then
    raise exception 'the scope must be one, future or all' using errcode = '22023';
  elsif jsonb_typeof(p_changes) is distinct from 'object' then
    raise exception 'changes must be an object of columns' using errcode = '22023';
  end if;
  given := array(select jsonb_object_keys(p_changes));
  select column_name into strange from unnest(given) column_name
  where not column_name = any (traits || dates || case when p_scope = 'one' then '{}' else rules || array['project_id'] end) limit 1;
  if found then
    raise exception '"%" cannot be changed this way', left(strange, 50) using errcode = '22023';
  end if;
  edited := jsonb_populate_record(task, p_changes);
  perform set_config('aurum.editing_series', 'on', true);
  if p_scope = 'one' then
    edited.series_template := case when task.status = 'completed' then task.series_template else
      private.depart(case when 'remind_at' = any (given) then task.series_template - 'remind_time' else task.series_template end,
        private.changed_columns(to_jsonb(task), to_jsonb(edited)), to_jsonb(edited)) end;
  else
    moves := edited.due_on <> task.due_on or given && rules;
    edited.recurrence_start_on := case when moves then edited.due_on else task.recurrence_start_on end;
    settled := given || case when given && array['due_on', 'recurrence_rule'] then dates else '{}' end
      || case when 'remind_at' = any (given) then array['remind_time'] else '{}' end;
    edited.series_template := nullif(task.series_template - settled, '{}');
  end if;
  update public.tasks t set
    name = edited.name, description = edited.description, priority = edited.priority, category = edited.category, energy = edited.energy,
    duration_minutes = edited.duration_minutes, sub_task_completion_required = edited.sub_task_completion_required,
    start_on = edited.start_on, due_on = edited.due_on, due_time = edited.due_time, deadline_on = edited.deadline_on,
    remind_at = edited.remind_at, project_id = edited.project_id, recurrence_rule = edited.recurrence_rule,
    recurrence_after_completion = edited.recurrence_after_completion, recurrence_start_on = edited.recurrence_start_on,
    series_template = edited.series_template
  where t.user_id = task.user_id and t.id = task.id and to_jsonb(t) <> to_jsonb(edited);
  get diagnostics edited_count = row_count;
  if p_scope <> 'one' and given && (traits || array['project_id']) then
    with others as (
      update public.tasks t set
        name = wanted.name, description = wanted.description, priority = wanted.priority, category = wanted.category, energy = wanted.energy,
        duration_minutes = wanted.duration_minutes, sub_task_completion_required = wanted.sub_task_completion_required,
        project_id = wanted.project_id, series_template = nullif(t.series_template - given, '{}')
      from public.tasks same
      -- When something was done stays as it was.
      cross join lateral jsonb_populate_record(same, p_changes - dates - rules) wanted
      where same.user_id = task.user_id and same.series_id = task.series_id and same.id <> task.id
        and (p_scope = 'all' or same.occurrence > task.occurrence)
        and t.user_id = same.user_id and t.id = same.id and to_jsonb(same) <> to_jsonb(wanted)
      returning 1
    )
    select edited_count + count(*) into edited_count from others;
  end if;
  perform set_config('aurum.editing_series', '', true);
  return edited_count;
end $$;
comment on function public.edit_series is
  'Changes columns of a recurring task: of this instance alone (one), of it and the following (future), or also of the past ones (all), whose dates stay. Answers how many tasks changed.';
revoke all on function public.skip_occurrence, public.edit_series from public, anon;
grant execute on function public.skip_occurrence, public.edit_series to authenticated;
grant execute on function private.recurring_task to authenticated;
