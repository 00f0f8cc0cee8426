-- Completion and recurrence. A rule is an RFC 5545 rule body over calendar days; the time of day is the task's
-- own wall clock, so daylight saving never moves a day. HOURLY and MINUTELY rules step the wall clock.

create function private.parse_recurrence(rule text) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  part text;
  key text;
  value text;
  parsed jsonb := '{}';
begin
  foreach part in array string_to_array(rule, ';') loop
    key := split_part(part, '=', 1);
    value := split_part(part, '=', 2);
    if parsed ? key or value = '' or not (case key
      when 'FREQ' then value in ('MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY')
      when 'INTERVAL' then value ~ '^[1-9][0-9]{0,3}$'
      when 'COUNT' then value ~ '^[1-9][0-9]{0,4}$'
      when 'UNTIL' then value ~ '^[0-9]{8}(T[0-9]{6}Z?)?$'
      when 'WKST' then value ~ '^(MO|TU|WE|TH|FR|SA|SU)$'
      when 'BYMONTH' then value ~ '^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$'
      when 'BYMONTHDAY' then value ~ '^-?([1-9]|[12][0-9]|3[01])(,-?([1-9]|[12][0-9]|3[01]))*$'
      when 'BYDAY' then value ~ '^(-?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU))*$'
      when 'BYSETPOS' then value ~ '^-?[1-9][0-9]{0,2}(,-?[1-9][0-9]{0,2})*$'
      else false
    end) then
      raise exception 'the recurrence rule part "%" is not understood', part
        using errcode = '22023', column = 'recurrence_rule';
    end if;
    parsed := parsed || jsonb_build_object(key, value);
  end loop;
  if not parsed ? 'FREQ' or (parsed ? 'COUNT' and parsed ? 'UNTIL') then
    raise exception 'a recurrence rule needs FREQ, and ends by COUNT or by UNTIL, not both'
      using errcode = '22023', column = 'recurrence_rule';
  elsif parsed ->> 'BYDAY' ~ '[0-9]' and parsed ->> 'FREQ' not in ('MONTHLY', 'YEARLY') then
    raise exception 'the recurrence rule part "BYDAY=%" counts weekdays, which only months and years do', parsed ->> 'BYDAY'
      using errcode = '22023', column = 'recurrence_rule';
  elsif parsed ->> 'FREQ' in ('HOURLY', 'MINUTELY') and parsed ?| array['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS'] then
    raise exception 'a recurrence rule in hours or minutes cannot choose days'
      using errcode = '22023', column = 'recurrence_rule';
  end if;
  -- Dates that do not exist, like the 31st of June, are found out here and not when the task is completed.
  if length(parsed ->> 'UNTIL') = 8 then
    perform to_date(parsed ->> 'UNTIL', 'YYYYMMDD');
  elsif parsed ? 'UNTIL' then
    perform to_timestamp(rtrim(parsed ->> 'UNTIL', 'Z'), 'YYYYMMDD"T"HH24MISS');
  end if;
  return parsed;
end $$;
comment on function private.parse_recurrence is 'The parts of a rule as an object; raises 22023 for anything it cannot run.';

create function private.week_shift(rule jsonb) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  return array_position(array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], coalesce(rule ->> 'WKST', 'MO')) - 1;
end $$;
comment on function private.week_shift is 'How many days after Monday the weeks of a rule start; it decides which weeks an interval skips.';

create function private.period_length(rule jsonb) returns interval
language plpgsql immutable set search_path = '' as $$
begin
  return case rule ->> 'FREQ' when 'DAILY' then '1 day' when 'WEEKLY' then '7 days' when 'MONTHLY' then '1 month' else '1 year' end;
end $$;

create function private.period_start(rule jsonb, anchor date, period integer) returns date
language plpgsql immutable set search_path = '' as $$
declare
  shift int := private.week_shift(rule);
  opens_at timestamp := case rule ->> 'FREQ'
    when 'DAILY' then anchor
    when 'WEEKLY' then date_trunc('week', anchor::timestamp - make_interval(days => shift)) + make_interval(days => shift)
    when 'MONTHLY' then date_trunc('month', anchor::timestamp)
    else date_trunc('year', anchor::timestamp)
  end;
begin
  return opens_at + period * private.period_length(rule);
end $$;
comment on function private.period_start is
  'The first day of a period (day, week, month or year) of a rule, counted from the one its anchor lies in.';

create function private.period_of(rule jsonb, anchor date, day date) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  return case rule ->> 'FREQ'
    when 'DAILY' then day - anchor
    when 'WEEKLY' then floor((day - private.period_start(rule, anchor, 0)) / 7.0)
    when 'MONTHLY' then (extract(year from day) - extract(year from anchor)) * 12 + extract(month from day) - extract(month from anchor)
    else extract(year from day) - extract(year from anchor)
  end;
end $$;

create function private.rule_days(rule jsonb, anchor date, first_period integer, period_count integer) returns setof date
language plpgsql immutable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  freq text := rule ->> 'FREQ';
  step int := coalesce((rule ->> 'INTERVAL')::int, 1);
  months int[] := string_to_array(rule ->> 'BYMONTH', ',');
  month_days int[] := string_to_array(rule ->> 'BYMONTHDAY', ',');
  weekdays text[] := string_to_array(rule ->> 'BYDAY', ',');
  positions int[] := string_to_array(rule ->> 'BYSETPOS', ',');
  opens_at timestamp := private.period_start(rule, anchor, 0);
  length interval := private.period_length(rule);
begin
  return query
  with days as (
    select
      period, day,
      (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from day)::int] as weekday,
      extract(day from day)::int as month_day,
      extract(month from day)::int as month,
      extract(day from (date_trunc('month', day::timestamp) + interval '1 month - 1 day'))::int as month_length,
      extract(doy from day)::int as year_day,
      extract(doy from make_date(extract(year from day)::int, 12, 31))::int as year_length
    from generate_series(first_period, first_period + (period_count - 1) * step, step) as period
    cross join lateral (
      select generate_series(opens_at + period * length, opens_at + (period + 1) * length - interval '1 day', interval '1 day')::date as day
    ) in_period
  ),
  matching as (
    select period, day,
      row_number() over (partition by period order by day) as place,
      count(*) over (partition by period) as places
    from days
    where (months is null or month = any (months))
      and (month_days is null or month_day = any (month_days) or month_day - month_length - 1 = any (month_days))
      and case
        when weekdays is not null then exists (
          select from unnest(weekdays) as wanted
          where right(wanted, 2) = weekday and case
            when length(wanted) = 2 then true
            when freq = 'MONTHLY' or months is not null then
              left(wanted, -2)::int in ((month_day + 6) / 7, -((month_length - month_day + 7) / 7))
            else left(wanted, -2)::int in ((year_day + 6) / 7, -((year_length - year_day + 7) / 7))
          end)
        when month_days is not null then true
        when freq = 'WEEKLY' then extract(isodow from day) = extract(isodow from anchor)
        when freq = 'MONTHLY' then month_day = extract(day from anchor)
        when freq = 'YEARLY' then month_day = extract(day from anchor)
          and (months is not null or month = extract(month from anchor))
        else true
      end
  )
  select matching.day from matching
  where positions is null or place = any (positions) or place - places - 1 = any (positions)
  order by matching.day;
end $$;
comment on function private.rule_days is
  'The days of a rule in some of its periods, from one that its interval does not skip; days before the anchor included.';

create function private.next_occurrence(rule_text text, anchor date, after_at timestamp, until_zone text default 'UTC')
returns timestamp
language plpgsql stable set search_path = '' as $$
declare
  rule jsonb := private.parse_recurrence(rule_text);
  freq text := rule ->> 'FREQ';
  step int := coalesce((rule ->> 'INTERVAL')::int, 1);
  until_at timestamp;
  -- Rare days, like a Monday that is a 29 February, lie decades ahead; some rules have no day at all.
  horizon date := least(after_at::date + 22000, date '2200-01-01');
  period int;
  period_count int := 3;
  found timestamp;
begin
  if rule ? 'UNTIL' then
    until_at := case
      when rule ->> 'UNTIL' ~ 'Z$' then
        to_timestamp(rtrim(rule ->> 'UNTIL', 'Z') || '+00', 'YYYYMMDD"T"HH24MISSTZH') at time zone until_zone
      when rule ->> 'UNTIL' ~ 'T' then to_timestamp(rule ->> 'UNTIL', 'YYYYMMDD"T"HH24MISS')::timestamp
      else to_date(rule ->> 'UNTIL', 'YYYYMMDD') + time '23:59:59'
    end;
    horizon := least(horizon, until_at::date);
  end if;
  if freq in ('HOURLY', 'MINUTELY') then
    found := after_at + make_interval(hours => case freq when 'HOURLY' then step else 0 end,
      mins => case freq when 'MINUTELY' then step else 0 end);
  else
    period := ceil(greatest(private.period_of(rule, anchor, after_at::date), 0) / step::numeric) * step;
    while found is null and private.period_start(rule, anchor, period) <= horizon loop
      select day into found from private.rule_days(rule, anchor, period, period_count) as day
      where day > after_at::date and day >= anchor and day <= horizon limit 1;
      period := period + period_count * step;
      period_count := period_count * 4;
    end loop;
  end if;
  return case when until_at is null or found <= until_at then found end;
end $$;
comment on function private.next_occurrence is
  'The first occurrence strictly after a local wall-clock time, or null when the rule has ended. Days come back at 00:00.';
grant execute on function private.parse_recurrence, private.week_shift, private.period_length, private.period_start, private.period_of, private.rule_days,
  private.next_occurrence to authenticated, service_role;

create function private.complete_task() returns trigger
language plpgsql set search_path = '' as $$
begin
  if private.is_replaying() then
    return new;
  end if;
  if new.recurrence_rule is not null and (tg_op = 'INSERT' or new.recurrence_rule is distinct from old.recurrence_rule) then
    perform private.parse_recurrence(new.recurrence_rule);
    new.series_id := coalesce(new.series_id, new.id);
    if tg_op = 'UPDATE' or new.recurrence_start_on is null then
      new.recurrence_start_on := new.due_on;
    end if;
  end if;
  if new.status <> 'completed' then
    new.completed_at := null;
  elsif tg_op = 'INSERT' then
    new.completed_at := coalesce(new.completed_at, private.clock());
  elsif old.status <> 'completed' then
    new.completed_at := private.clock();
    if new.sub_task_completion_required and exists (
      select from public.tasks sub
      where sub.user_id = new.user_id and sub.parent_task_id = new.id and sub.status <> 'completed'
    ) then
      raise exception 'this task is done when all its sub-tasks are' using errcode = '23514',
        constraint = 'tasks_sub_task_completion_required';
    end if;
  end if;
  return new;
end $$;
create trigger tasks_complete before insert or update on public.tasks
  for each row execute function private.complete_task();

create function private.next_instance_id(series uuid, occurrence int, part text default '') returns uuid
language sql immutable set search_path = '' as $$
  select private.named_uuid(series::text || ' ' || occurrence || ' ' || part)
$$;
comment on function private.next_instance_id is 'The same on every device, so that two completions make one next instance.';
grant execute on function private.next_instance_id to authenticated, service_role;

create function private.next_due(task public.tasks) returns timestamp
language plpgsql stable set search_path = '' as $$
declare
  zone text := coalesce((select time_zone from public.user_profiles where user_id = task.user_id), 'UTC');
  local_now timestamp := private.clock() at time zone zone;
  due_at timestamp := task.due_on + coalesce(task.due_time, time '00:00');
  steps_hours boolean := task.recurrence_rule ~ 'FREQ=(HOURLY|MINUTELY)';
  found timestamp;
begin
  if (private.parse_recurrence(task.recurrence_rule) ->> 'COUNT')::int <= task.occurrence then
    return null;
  end if;
  if task.recurrence_after_completion then
    return private.next_occurrence(task.recurrence_rule, local_now::date,
      case when steps_hours then date_trunc('minute', local_now) else local_now end, zone);
  end if;
  -- Strictly after this occurrence, but what lies in the past is skipped: overdue instances do not pile up.
  found := private.next_occurrence(task.recurrence_rule, coalesce(task.recurrence_start_on, task.due_on), due_at, zone);
  if found < (case when steps_hours then local_now else local_now::date end) then
    found := private.next_occurrence(task.recurrence_rule, coalesce(task.recurrence_start_on, task.due_on),
      case when steps_hours then date_trunc('minute', local_now) else local_now::date - 1 end, zone);
  end if;
  return found;
end $$;
grant execute on function private.next_due to authenticated, service_role;

create function private.take_back_instance(person uuid, instance_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from public.tasks following
  where following.user_id = person and following.id = instance_id
    and following.status = 'todo' and following.updated_at = following.created_at
    -- What came with it has the time of its transaction; whatever is younger was put there by the person.
    and not exists (
      select from public.tasks sub where sub.user_id = person and sub.parent_task_id = instance_id
        and (sub.updated_at <> sub.created_at or sub.created_at <> following.created_at))
    and not exists (
      select from public.task_labels worn where worn.user_id = person and worn.task_id = instance_id
        and worn.created_at <> following.created_at)
    and not exists (
      select from public.task_dependencies dependency
      where dependency.user_id = person and instance_id in (dependency.task_id, dependency.depends_on_task_id))
    and not exists (
      select from public.resources resource where resource.user_id = person and resource.task_id = instance_id);
end $$;
comment on function private.take_back_instance is 'Deletes the next instance of a recurring task, unless somebody has touched it.';
grant execute on function private.take_back_instance to authenticated, service_role;

create function private.repeat_task() returns trigger
language plpgsql set search_path = '' as $$
declare
  steps_hours boolean := new.recurrence_rule ~ 'FREQ=(HOURLY|MINUTELY)';
  next_id uuid := private.next_instance_id(new.series_id, new.occurrence + 1);
  zone text;
  due_at timestamp;
  moved interval;
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
  shift := due_at::date - new.due_on;
  moved := due_at - (new.due_on + case when steps_hours then coalesce(new.due_time, time '00:00') else time '00:00' end);
  zone := coalesce((select profile.time_zone from public.user_profiles profile where profile.user_id = new.user_id), 'UTC');
  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, priority, category, energy,
    start_on, due_on, due_time, deadline_on, remind_at, duration_minutes, recurrence_rule,
    recurrence_after_completion, recurrence_start_on, series_id, occurrence,
    sub_task_completion_required, original_text, sort_order, is_sample
  ) values (
    new.user_id, next_id, new.project_id, new.parent_task_id, new.name, new.description, new.priority,
    new.category, new.energy, new.start_on + shift, due_at::date,
    case when steps_hours then due_at::time else new.due_time end,
    new.deadline_on + shift, (new.remind_at at time zone zone + moved) at time zone zone, new.duration_minutes,
    new.recurrence_rule, new.recurrence_after_completion,
    case when new.recurrence_after_completion then due_at::date else coalesce(new.recurrence_start_on, new.due_on) end,
    new.series_id, new.occurrence + 1, new.sub_task_completion_required, new.original_text, new.sort_order, new.is_sample
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
create trigger tasks_repeat after update of status on public.tasks
  for each row when (new.recurrence_rule is not null and (old.status = 'completed') <> (new.status = 'completed'))
  execute function private.repeat_task();
