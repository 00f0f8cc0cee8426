-- What the app says of the plan by itself: what is due, what is overdue, which deadline comes near.

create table private.told_notices (
  user_id uuid not null references auth.users (id) on delete cascade,
  type text not null,
  subject_id uuid not null,
  moment timestamptz not null,
  told_at timestamptz not null,
  primary key (user_id, type, subject_id, moment)
);
comment on table private.told_notices is 'What was said of which moment, and when last. Outlives the notice, which its person may delete.';
create index told_notices_told_at_idx on private.told_notices (told_at);

-- Of all people at once: what is due in these days.
create index tasks_due_on_idx on public.tasks (due_on) where status <> 'completed' and not is_sample;
create index projects_deadline_on_idx on public.projects (deadline_on) where deadline_on is not null and status <> 'completed';

create function private.notice_body(p_locale text, p_uses_24h boolean, p_type text, p_on date, p_time time, p_today date) returns text
language plpgsql immutable set search_path = '' as $$
declare
  is_german boolean := p_locale = 'de';
  days int := p_on - p_today;
  wall text := case when p_uses_24h then to_char(p_time, 'HH24:MI') else to_char(p_time, 'FMHH12:MI AM') end;
begin
  if p_type = 'project_deadline' then
    return case
      when days = 0 then case when is_german then 'Die Frist endet heute.' else 'The deadline is today.' end
      when days = 1 then case when is_german then 'Die Frist endet morgen.' else 'The deadline is tomorrow.' end
      else format(case when is_german then 'Die Frist endet in %s Tagen.' else 'The deadline is in %s days.' end, days) end;
  elsif p_type = 'task_overdue' then
    return case when p_time is null
      then case when is_german then 'Seit gestern überfällig.' else 'Overdue since yesterday.' end
      else format(case when is_german then 'Überfällig seit %s Uhr.' else 'Overdue since %s.' end, wall) end;
  end if;
  return case when p_time is null
    then case when is_german then 'Heute fällig.' else 'Due today.' end
    else format(case when is_german then 'Fällig um %s Uhr.' else 'Due at %s.' end, wall) end;
end $$;
comment on function private.notice_body is 'What a notice says below its title, in the language of its person.';

create function private.deliver_due_notices() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  delivered int;
begin
  with candidates as (
    select task.user_id, profile.locale, profile.uses_24h, profile.time_zone, asked.wishes, task.id as task_id, task.project_id,
      task.id as subject_id, task.name, task.priority, task.created_at, task.recurrence_rule is not null as is_recurring,
      task.due_on, task.due_time, (at at time zone profile.time_zone)::date as today,
      case when (asked.wishes).quiet_hours then (asked.wishes).quiet_until else time '08:00' end as morning
    from public.tasks task
    join public.user_profiles profile on profile.user_id = task.user_id
    left join public.projects project on project.user_id = task.user_id and project.id = task.project_id
    cross join lateral (select coalesce(
      (select p from public.notification_preferences p where p.user_id = task.user_id),
      private.default_notification_preferences()) as wishes offset 0) asked
    where task.status <> 'completed' and not task.is_sample
      and task.due_on between (at at time zone 'UTC')::date - 3 and (at at time zone 'UTC')::date + 2
      and (project.id is null or (not project.archived and project.status not in ('completed', 'on_hold')))
  ),
  moments as (
    select c.*, case when c.is_recurring then 'recurring_task' else 'task_due' end as type, begins_at, ends_at
    from candidates c
    cross join lateral (select
      case when c.due_time is null then (c.due_on + c.morning) at time zone c.time_zone
        else ((c.due_on + c.due_time) at time zone c.time_zone) - make_interval(mins => (c.wishes).reminder_advance_minutes) end as begins_at,
      case when c.due_time is null then (c.due_on + 1)::timestamp at time zone c.time_zone
        -- Without any advance, it is told at its minute or a little later.
        else ((c.due_on + c.due_time) at time zone c.time_zone) + interval '10 minutes' end as ends_at) due
    union all
    select c.*, 'task_overdue', begins_at, begins_at + interval '1 day'
    from candidates c
    cross join lateral (select case when c.due_time is null then (c.due_on + 1 + c.morning) at time zone c.time_zone
      else ((c.due_on + c.due_time) at time zone c.time_zone) + interval '15 minutes' end as begins_at) overdue
    union all
    select project.user_id, profile.locale, profile.uses_24h, profile.time_zone, asked.wishes, null::uuid, project.id, project.id,
      project.name, project.priority, project.created_at, false, project.deadline_on, null::time, local.today, local.morning,
      'project_deadline', local.begins_at, local.begins_at + interval '12 hours'
    from public.projects project
    join public.user_profiles profile on profile.user_id = project.user_id
    cross join lateral (select coalesce(
      (select p from public.notification_preferences p where p.user_id = project.user_id),
      private.default_notification_preferences()) as wishes offset 0) asked
    cross join lateral (select (at at time zone profile.time_zone)::date as today,
      case when (asked.wishes).quiet_hours then (asked.wishes).quiet_until else time '08:00' end as morning offset 0) day
    cross join lateral (select day.today, day.morning, (day.today + day.morning) at time zone profile.time_zone as begins_at) local
    where project.status not in ('completed', 'on_hold') and not project.archived and not project.is_sample
      and project.deadline_on between (at at time zone 'UTC')::date - 1 and (at at time zone 'UTC')::date + 9
      and project.deadline_on - local.today in (0, 1, 7)
  ),
  due as (
    -- What was planned after its moment was never forgotten: a task typed in for today, or an import full of old ones.
    select * from moments m
    where m.begins_at <= at and at < m.ends_at and m.created_at <= m.begins_at
      and case m.type when 'task_overdue' then (m.wishes).task_overdue when 'recurring_task' then (m.wishes).recurring_task
        when 'task_due' then (m.wishes).task_due else (m.wishes).project_deadline end
      and not exists (
        select from private.told_notices told
        where told.user_id = m.user_id and told.type = m.type and told.subject_id = m.subject_id and told.moment = m.begins_at
          and (m.type <> 'task_overdue' or told.told_at > at - make_interval(mins => (m.wishes).overdue_check_minutes)))
      and (m.type <> 'task_overdue' or private.quiet_until(m.time_zone, m.wishes, at) is null)
      and not exists (
        select from public.notification_snoozes snooze
        where snooze.user_id = m.user_id and snooze.until > at
          and snooze.subject in ('task:' || m.task_id, 'project:' || m.project_id, 'type:' || m.type))
  ),
  fresh as (
    insert into private.told_notices as told (user_id, type, subject_id, moment, told_at)
    select due.user_id, due.type, due.subject_id, due.begins_at, at from due
    -- In one order, so that two runs do not wait for each other.
    order by 1, 2, 3, 4
    on conflict (user_id, type, subject_id, moment) do update set told_at = excluded.told_at
    where told.type = 'task_overdue'
      and told.told_at <= at - make_interval(mins => coalesce((
        select p.overdue_check_minutes from public.notification_preferences p where p.user_id = told.user_id), 60))
      -- Put away is put away.
      and exists (
        select from public.notifications n
        where n.user_id = told.user_id and n.task_id = told.subject_id and n.type = 'task_overdue' and not n.is_read)
    returning told.user_id, told.type, told.subject_id, told.moment
  ),
  -- Said again, it stands in the bell once.
  replaced as (
    delete from public.notifications n using fresh
    where fresh.type = 'task_overdue' and n.user_id = fresh.user_id and n.task_id = fresh.subject_id
      and n.type = 'task_overdue' and not n.is_read
    returning n.user_id, n.task_id
  )
  insert into public.notifications (user_id, type, title, body, priority, task_id, project_id, scheduled_for, sent_at, channels)
  select due.user_id, due.type, left(due.name, 200),
    private.notice_body(due.locale, due.uses_24h, due.type, due.due_on, due.due_time, due.today),
    due.priority, due.task_id, due.project_id, at, at,
    -- No device rings, and no mail comes, for what was said before.
    case when exists (select from replaced where replaced.user_id = due.user_id and replaced.task_id = due.task_id)
      then array['browser'] else array['browser', 'email', 'push'] end
  from fresh join due on due.user_id = fresh.user_id and due.type = fresh.type and due.subject_id = fresh.subject_id
    and due.begins_at = fresh.moment;
  get diagnostics delivered = row_count;
  return delivered;
end $$;
comment on function private.deliver_due_notices is
  'Makes notices of what is due (reminder_advance_minutes before its time, or in the morning), of what is overdue (for a day, at most once an hour until it is seen to), and of deadlines 7 days, a day and no day ahead. Runs every five minutes.';
revoke all on function private.notice_body, private.deliver_due_notices from public, authenticated, service_role;

-- Putting off a reminder puts off all that is said of its task.
create or replace function public.snooze_reminder(p_task_id uuid, p_until timestamptz) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  task public.tasks;
begin
  if p_until is null or p_until <= private.clock() or p_until > private.clock() + interval '1 year' then
    raise exception 'a reminder can be put off by up to a year' using errcode = '22023';
  end if;
  select * into task from public.tasks t where t.user_id = (select auth.uid()) and t.id = p_task_id for no key update;
  if not found then
    raise exception 'there is no such task' using errcode = 'PT404';
  end if;
  if task.recurrence_rule is null then
    update public.tasks t set remind_at = p_until where t.user_id = task.user_id and t.id = task.id;
  else
    -- The next instance reminds at its usual time.
    perform public.edit_series(p_task_id, 'one', jsonb_build_object('remind_at', p_until));
  end if;
  perform public.snooze_notifications('task:' || p_task_id, p_until);
end $$;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('deliver-due-notices', '*/5 * * * *', 'select private.deliver_due_notices()');
  end if;
end $$;
