-- Who is looked at for notices: people of whom something begins now, and those who changed their plan. What a look costs
-- depends on them, and not on how many people and tasks there are.

alter table private.person_schedules drop constraint person_schedules_kind_check;
alter table private.person_schedules add constraint person_schedules_kind_check
  check (kind in ('night', 'daily_digest', 'weekly_digest', 'notices'));

create table private.notice_looks (
  is_only boolean primary key default true check (is_only),
  looked_at timestamptz not null
);
comment on table private.notice_looks is 'Up to when changes of plans have been looked at. By the clock of the server, as the change log is.';
insert into private.notice_looks (looked_at) values (now());

-- A morning moves the times of thousands; the others' are found without walking over what that leaves.
drop index private.person_schedules_due_at_idx;
create index person_schedules_notices_idx on private.person_schedules (due_at) where kind = 'notices';
create index person_schedules_hours_idx on private.person_schedules (due_at) where kind <> 'notices';
alter table private.person_schedules set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

create index changes_at_idx on public.changes (at) where table_name in ('tasks', 'projects', 'notification_preferences');
-- Nobody looks through everybody's days any more.
drop index public.tasks_due_on_idx;
drop index public.projects_deadline_on_idx;

create function private.look_again(p_user_id uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into private.person_schedules (user_id, kind, due_at)
  select person.id, 'notices', private.clock() from auth.users person where person.id = p_user_id
  on conflict (user_id, kind) do update set due_at = least(person_schedules.due_at, excluded.due_at)
$$;
comment on function private.look_again is 'Has the next look at what is due not leave out a person.';

create function private.look_after_snooze() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.look_again(coalesce(new.user_id, old.user_id));
  return null;
end $$;
comment on function private.look_after_snooze is 'A snooze that ends early lets through what it held back.';
create trigger notification_snoozes_look_again after update or delete on public.notification_snoozes
  for each row execute function private.look_after_snooze();

create function private.changed_people(p_since timestamptz) returns setof uuid
language sql stable set search_path = '' as $$
  select distinct change.user_id from public.changes change
  where change.at > p_since and change.table_name in ('tasks', 'projects', 'notification_preferences')
    and (change.operation = 'insert' or change.after ?| array['due_on', 'due_time', 'status', 'project_id', 'recurrence_rule',
      'deadline_on', 'archived', 'is_sample', 'created_at', 'task_due', 'task_overdue', 'project_deadline', 'recurring_task',
      'reminder_advance_minutes', 'overdue_check_minutes', 'quiet_hours', 'quiet_from', 'quiet_until'])
$$;
comment on function private.changed_people is 'Whose plan or wishes have changed since then so that something else may be due.';

create function private.tell_notices(p_people uuid[]) returns integer
language plpgsql volatile set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := private.clock();
  delivered int;
begin
  with people as materialized (
    select profile.user_id, profile.locale, profile.uses_24h, profile.time_zone, asked.wishes,
      private.quiet_until(profile.time_zone, asked.wishes, at) as quiet_until, local.today, local.morning
    from public.user_profiles profile
    cross join lateral (select coalesce(
      (select p from public.notification_preferences p where p.user_id = profile.user_id),
      private.default_notification_preferences()) as wishes offset 0) asked
    cross join lateral (select (at at time zone profile.time_zone)::date as today,
      case when (asked.wishes).quiet_hours then (asked.wishes).quiet_until else time '08:00' end as morning) local
    where profile.user_id = any (p_people)
  ),
  candidates as (
    select task.user_id, task.id as task_id, task.project_id, task.id as subject_id, task.name, task.priority, task.created_at,
      task.recurrence_rule is not null as is_recurring, task.due_on, task.due_time, person.today, person.morning, person.time_zone,
      person.quiet_until, person.wishes
    from people person
    join public.tasks task on task.user_id = person.user_id
    left join public.projects project on project.user_id = task.user_id and project.id = task.project_id
    where task.status <> 'completed' and not task.is_sample
      -- Far enough ahead for the longest advance, in every zone, until the next look.
      and task.due_on between (at at time zone 'UTC')::date - 3 and (at at time zone 'UTC')::date + 3
      and (project.id is null or (not project.archived and project.status not in ('completed', 'on_hold')))
  ),
  moments as materialized (
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
    select project.user_id, null::uuid, project.id, project.id, project.name, project.priority, project.created_at, false,
      project.deadline_on, null::time, person.today, person.morning, person.time_zone, person.quiet_until, person.wishes,
      'project_deadline', local.begins_at, local.begins_at + interval '12 hours'
    from people person
    join public.projects project on project.user_id = person.user_id
    cross join lateral (select (person.today + person.morning) at time zone person.time_zone as begins_at) local
    where project.status not in ('completed', 'on_hold') and not project.archived and not project.is_sample
      and project.deadline_on - person.today in (0, 1, 7)
  ),
  due as materialized (
    -- What was planned after its moment was never forgotten: a task typed in for today, or an import full of old ones.
    select * from moments m
    where m.begins_at <= at and at < m.ends_at and m.created_at <= m.begins_at
      and case m.type when 'task_overdue' then (m.wishes).task_overdue when 'recurring_task' then (m.wishes).recurring_task
        when 'task_due' then (m.wishes).task_due else (m.wishes).project_deadline end
      and not exists (
        select from private.told_notices told
        where told.user_id = m.user_id and told.type = m.type and told.subject_id = m.subject_id and told.moment = m.begins_at
          and (m.type <> 'task_overdue' or told.told_at > at - make_interval(mins => (m.wishes).overdue_check_minutes)))
      and (m.type <> 'task_overdue' or m.quiet_until is null)
      and not private.is_snoozed(m.user_id, m.type, m.task_id, m.project_id, null, null)
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
  ),
  -- When something may begin for a person next: a moment, an overdue task that says so again, the end of a snooze, a morning.
  next as (
    select coming.user_id, min(coming.moment) as moment from (
      select m.user_id, m.begins_at as moment from moments m where m.begins_at > at
      union all
      select m.user_id, coalesce(told.told_at, at) + make_interval(mins => (m.wishes).overdue_check_minutes)
      from moments m
      left join private.told_notices told
        on told.user_id = m.user_id and told.type = m.type and told.subject_id = m.subject_id and told.moment = m.begins_at
          and told.told_at > at - make_interval(mins => (m.wishes).overdue_check_minutes)
      where m.type = 'task_overdue' and m.begins_at <= at and at < m.ends_at
      union all
      select snooze.user_id, snooze.until from public.notification_snoozes snooze
      where snooze.user_id = any (p_people) and snooze.until > at
      union all
      -- The morning after this one, at the latest.
      select person.user_id, (person.today + ahead + person.morning) at time zone person.time_zone
      from people person, generate_series(0, 1) ahead
      where (person.today + ahead + person.morning) at time zone person.time_zone > at
      union all
      select person.user_id, person.quiet_until from people person
    ) coming
    group by coming.user_id
  ),
  planned as (
    insert into private.person_schedules (user_id, kind, due_at)
    select next.user_id, 'notices', next.moment from next
    on conflict (user_id, kind) do update set due_at = excluded.due_at
  )
  insert into public.notifications (user_id, type, title, body, priority, task_id, project_id, scheduled_for, sent_at, channels)
  select due.user_id, due.type, left(due.name, 200),
    private.notice_body(person.locale, person.uses_24h, due.type, due.due_on, due.due_time, due.today),
    due.priority, due.task_id, due.project_id, at, at,
    -- No device rings, and no mail comes, for what was said before.
    case when exists (select from replaced where replaced.user_id = due.user_id and replaced.task_id = due.task_id)
      then array['browser'] else array['browser', 'email', 'push'] end
  from fresh
  join due on due.user_id = fresh.user_id and due.type = fresh.type and due.subject_id = fresh.subject_id
    and due.begins_at = fresh.moment
  join people person on person.user_id = due.user_id;
  get diagnostics delivered = row_count;
  return delivered;
end $$;
comment on function private.tell_notices is
  'Makes notices of what is due, overdue or near its deadline for some people, and sets when each is looked at next. How many.';

create or replace function private.deliver_due_notices() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  -- No change of a plan takes longer from its first row to its commit.
  longest_change constant interval := '5 minutes';
  at timestamptz := private.clock();
  began timestamptz := clock_timestamp();
  people uuid[];
  delivered int;
begin
  select array_agg(due.user_id) into people from (
    select s.user_id from private.person_schedules s
    join (
      select ready.user_id from private.person_schedules ready where ready.kind = 'notices' and ready.due_at <= at
      union
      select private.changed_people(looks.looked_at - longest_change) from private.notice_looks looks) wanted using (user_id)
    where s.kind = 'notices'
    order by s.user_id
    -- Whom another run looks at now, with a change it may not see, is looked at again by the next.
    for update of s skip locked
  ) due;
  delivered := private.try_people('tell_notices', people);
  -- Of whom it failed.
  update private.person_schedules s set due_at = at + interval '1 hour'
  where s.kind = 'notices' and s.user_id = any (people) and s.due_at <= at;
  update private.notice_looks looks set looked_at = greatest(looks.looked_at, began);
  return delivered;
end $$;
comment on function private.deliver_due_notices is
  'Makes notices of what is due (reminder_advance_minutes before its time, or in the morning), of what is overdue (for a day, at most once an hour until it is seen to), and of deadlines 7 days, a day and no day ahead. Runs every five minutes; looks at those of whom something begins by then, and at those who changed their plan.';

revoke all on private.notice_looks from anon, authenticated;
revoke all on function private.look_again, private.look_after_snooze, private.changed_people, private.tell_notices
  from public, authenticated, service_role;
