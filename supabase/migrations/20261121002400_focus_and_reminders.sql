-- Time spent: focus sessions. What the app says by itself: reminders that are due, and tasks that wait no longer.

create table public.focus_sessions (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  task_id uuid,
  kind text not null default 'focus' check (kind in ('focus', 'break')),
  planned_minutes smallint not null default 25 check (planned_minutes between 1 and 480),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, task_id) references public.tasks (user_id, id) on delete set null (task_id),
  constraint focus_sessions_end_after_they_start check (ended_at between started_at and started_at + interval '24 hours')
);
comment on table public.focus_sessions is 'A stretch of time given to one thing, or a break from it. It outlives its task.';
comment on column public.focus_sessions.ended_at is 'Null while it runs; one runs at a time.';
create unique index focus_sessions_running_idx on public.focus_sessions (user_id) where ended_at is null;
create index focus_sessions_user_id_started_at_idx on public.focus_sessions (user_id, started_at desc);
create index focus_sessions_user_id_task_id_idx on public.focus_sessions (user_id, task_id) where task_id is not null;

call private.own_table('public.focus_sessions', 'focus sessions');
call private.broadcast_table('public.focus_sessions', 'plan');
insert into private.tracked_tables (table_name, place) values ('focus_sessions', 11);

create function public.start_focus_session(
  p_task_id uuid default null, p_kind text default 'focus', p_planned_minutes integer default 25, p_id uuid default null
) returns public.focus_sessions
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  session public.focus_sessions;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  -- Of two devices that start at the same time, the later one wins.
  perform pg_advisory_xact_lock(hashtextextended('focus ' || person, 0));
  select * into session from public.focus_sessions running where running.user_id = person and running.id = p_id;
  if found then
    return session;
  end if;
  update public.focus_sessions running set
    -- A timer that was forgotten did not count through the night.
    ended_at = greatest(running.started_at, least(private.clock(), running.started_at + running.planned_minutes * interval '2 minutes'))
  where running.user_id = person and running.ended_at is null;
  insert into public.focus_sessions (user_id, id, task_id, kind, planned_minutes, started_at)
  values (person, coalesce(p_id, gen_random_uuid()), p_task_id, p_kind, p_planned_minutes, private.clock())
  returning * into session;
  return session;
end $$;
comment on function public.start_focus_session is
  'Ends the session that runs, if any, and starts another. With an id chosen by the client, a repeated call starts one.';

create function public.stop_focus_session() returns public.focus_sessions
language plpgsql volatile security invoker set search_path = '' as $$
declare
  session public.focus_sessions;
begin
  update public.focus_sessions running set
    ended_at = greatest(running.started_at, least(private.clock(), running.started_at + interval '24 hours'))
  where running.user_id = (select auth.uid()) and running.ended_at is null
  returning * into session;
  if not found then
    raise exception 'no session is running' using errcode = 'PT404';
  end if;
  return session;
end $$;
comment on function public.stop_focus_session is 'Ends the session that runs. PT404 when none does.';
revoke all on function public.start_focus_session, public.stop_focus_session from public, anon;
grant execute on function public.start_focus_session, public.stop_focus_session to authenticated;

-- Reminders. Notices can be deleted by their person, so what was delivered is kept apart, as long as it could be due.
create table private.delivered_reminders (
  user_id uuid not null references auth.users (id) on delete cascade,
  task_id uuid not null,
  remind_at timestamptz not null,
  primary key (user_id, task_id, remind_at)
);
comment on table private.delivered_reminders is 'Which reminders have become notices: one per task and time, whatever happens to either.';
create index delivered_reminders_remind_at_idx on private.delivered_reminders (remind_at);
create index tasks_remind_at_idx on public.tasks (remind_at) where remind_at is not null and status <> 'completed';

create function private.deliver_due_reminders() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  -- What is a day late reminds of nothing; Today shows the task as overdue.
  oldest timestamptz := private.clock() - interval '1 day';
  delivered int;
begin
  with due as (
    select task.user_id, task.id, task.remind_at, task.name, task.priority, task.project_id
    from public.tasks task
    where task.remind_at > oldest and task.remind_at <= private.clock() and task.status <> 'completed'
  ),
  fresh as (
    insert into private.delivered_reminders (user_id, task_id, remind_at)
    select due.user_id, due.id, due.remind_at from due
    on conflict do nothing
    returning user_id, task_id, remind_at
  )
  insert into public.notifications (user_id, type, title, priority, task_id, project_id, scheduled_for, sent_at)
  select due.user_id, 'task_reminder', left(due.name, 200), due.priority, due.id, due.project_id, due.remind_at, private.clock()
  from fresh join due on due.user_id = fresh.user_id and due.id = fresh.task_id;
  get diagnostics delivered = row_count;
  delete from private.delivered_reminders where remind_at < oldest - interval '1 day';
  return delivered;
end $$;
comment on function private.deliver_due_reminders is
  'Makes a notice of every reminder that has come due, once for each task and time. Runs every minute.';

create function private.tell_unblocked() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- A statement of no rows would still run every trigger of the notices.
  if not exists (
    select from public.task_dependencies dependency
    where dependency.user_id = new.user_id and dependency.depends_on_task_id = new.id
  ) then
    return null;
  end if;
  if new.status <> 'completed' then
    -- It waits again.
    delete from public.notifications told
    using public.task_dependencies dependency
    where dependency.user_id = new.user_id and dependency.depends_on_task_id = new.id
      and told.user_id = new.user_id and told.task_id = dependency.task_id and told.type = 'unblocked_task' and not told.is_read;
  elsif not private.is_replaying() then
    insert into public.notifications (user_id, type, title, priority, task_id, project_id, sent_at)
    select waiting.user_id, 'unblocked_task', left(waiting.name, 200), waiting.priority, waiting.id, waiting.project_id, private.clock()
    from public.task_dependencies dependency
    join public.tasks waiting on waiting.user_id = dependency.user_id and waiting.id = dependency.task_id
    where dependency.user_id = new.user_id and dependency.depends_on_task_id = new.id and waiting.status <> 'completed'
      and not exists (
        select from public.task_dependencies other
        join public.tasks blocker on blocker.user_id = other.user_id and blocker.id = other.depends_on_task_id
        where other.user_id = waiting.user_id and other.task_id = waiting.id and blocker.status <> 'completed')
      -- Of several blockers done at once, each would say it.
      and not exists (
        select from public.notifications told
        where told.user_id = waiting.user_id and told.task_id = waiting.id and told.type = 'unblocked_task' and not told.is_read);
  end if;
  return null;
end $$;
comment on function private.tell_unblocked is 'Tells a person of each task that waits for nothing any more.';
create trigger tasks_tell_unblocked after update of status on public.tasks
  for each row when ((old.status = 'completed') <> (new.status = 'completed')) execute function private.tell_unblocked();

create function public.snooze_reminder(p_task_id uuid, p_until timestamptz) returns void
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
  update public.notifications notice set is_read = true
  where notice.user_id = task.user_id and notice.task_id = task.id and notice.type = 'task_reminder' and not notice.is_read;
end $$;
comment on function public.snooze_reminder is
  'Reminds of a task again at another time, and marks the reminders it gave as read. The series of a recurring task keeps its own.';
revoke all on function public.snooze_reminder from public, anon;
grant execute on function public.snooze_reminder to authenticated;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('deliver-due-reminders', '* * * * *', 'select private.deliver_due_reminders()');
    -- A job of every minute would fill the log of jobs.
    perform cron.schedule('forget-job-runs', '17 3 * * *',
      $job$delete from cron.job_run_details where end_time < now() - interval '7 days'$job$);
  end if;
end $$;
