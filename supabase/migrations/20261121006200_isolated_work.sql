-- One person's row that cannot be worked on never holds up another person's reminder.

create table private.failed_work (
  work text not null,
  user_id uuid references auth.users (id) on delete cascade,
  code text not null,
  place text not null,
  times integer not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  unique nulls not distinct (work, user_id)
);
comment on table private.failed_work is
  'Scheduled SQL that failed, for admins: newest by last_at. It is tried again by itself; a row whose last_at stands still has been got over, and goes after 30 days. For jobs of the queue see private.dead_letters.';
comment on column private.failed_work.work is 'The function of the schema private that failed.';
comment on column private.failed_work.user_id is 'For whom; null when it failed before it came to anybody.';
comment on column private.failed_work.code is 'SQLSTATE. The message is not kept, for it may quote what the person wrote.';
comment on column private.failed_work.place is 'The innermost function and its line.';
comment on column private.failed_work.times is 'How often since first_at.';
create index failed_work_user_id_idx on private.failed_work (user_id);

create function private.note_failure(p_work text, p_user_id uuid, p_code text, p_context text) returns void
language sql volatile set search_path = '' as $$
  insert into private.failed_work as failed (work, user_id, code, place, first_at, last_at)
  values (p_work, p_user_id, p_code,
    coalesce(substring(p_context from 'PL/pgSQL function ([a-z_.]+\([^)]*\) line [0-9]+)'), substring(p_context from 'function "?([a-z_]+)'), ''),
    private.clock(), private.clock())
  on conflict (work, user_id) do update
    set code = excluded.code, place = excluded.place, times = failed.times + 1, last_at = excluded.last_at
$$;
comment on function private.note_failure is 'Writes down that scheduled SQL failed, without any content.';

create function private.try_people(p_work text, p_people uuid[]) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  people int := coalesce(cardinality(p_people), 0);
  done int;
  code text;
  context text;
begin
  if people = 0 then
    return 0;
  end if;
  execute format('select private.%I($1)', p_work) into done using p_people;
  return done;
exception when others then
  if people = 1 then
    get stacked diagnostics code = returned_sqlstate, context = pg_exception_context;
    perform private.note_failure(p_work, p_people[1], code, context);
    return 0;
  end if;
  -- By halves, so that one among thousands is found in a dozen steps.
  return private.try_people(p_work, p_people[: people / 2]) + private.try_people(p_work, p_people[people / 2 + 1 :]);
end $$;
comment on function private.try_people is
  'Does work for some people: private.<work>(uuid[]), which answers how much it did. For whom it fails is left out and written down.';

create function private.try_step(p_work text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  code text;
  context text;
begin
  execute format('select private.%I()', p_work);
exception when others then
  get stacked diagnostics code = returned_sqlstate, context = pg_exception_context;
  perform private.note_failure(p_work, null, code, context);
end $$;
comment on function private.try_step is 'Takes a step of the tick. One that fails is written down, and the others are taken all the same.';

create or replace function private.tick() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform private.try_step('enqueue_schedules');
  perform private.try_step('enqueue_deliveries');
  perform private.try_step('enqueue_ai_leftovers');
  if private.is_job_waiting() then
    return private.invoke_function('jobs', jsonb_build_object('at', private.clock())) is not null;
  end if;
  return false;
end $$;

-- Reminders.
create function private.tell_reminders(p_people uuid[]) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  oldest timestamptz := private.clock() - interval '1 day';
  delivered int;
begin
  with due as (
    select task.user_id, task.id, task.remind_at, task.name, task.priority, task.project_id
    from public.tasks task
    where task.remind_at > oldest and task.remind_at <= private.clock() and task.status <> 'completed'
      and task.user_id = any (p_people)
  ),
  fresh as (
    insert into private.delivered_reminders (user_id, task_id, remind_at)
    select due.user_id, due.id, due.remind_at from due
    -- In one order, so that two runs do not wait for each other.
    order by 1, 2, 3
    on conflict do nothing
    returning user_id, task_id, remind_at
  )
  insert into public.notifications (user_id, type, title, priority, task_id, project_id, scheduled_for, sent_at)
  select due.user_id, 'task_reminder', left(due.name, 200), due.priority, due.id, due.project_id, due.remind_at, private.clock()
  from fresh join due on due.user_id = fresh.user_id and due.id = fresh.task_id;
  get diagnostics delivered = row_count;
  return delivered;
end $$;
comment on function private.tell_reminders is 'Makes notices of the reminders of some people that have come due. How many.';

create or replace function private.deliver_due_reminders() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  -- What is a day late reminds of nothing; Today shows the task as overdue.
  oldest timestamptz := private.clock() - interval '1 day';
begin
  delete from private.delivered_reminders where remind_at < oldest - interval '1 day';
  return private.try_people('tell_reminders', array(
    select distinct task.user_id from public.tasks task
    where task.remind_at > oldest and task.remind_at <= private.clock() and task.status <> 'completed'
      and not exists (
        select from private.delivered_reminders told
        where told.user_id = task.user_id and told.task_id = task.id and told.remind_at = task.remind_at)));
end $$;

create function private.redrive_dead_letter(p_id uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  letter record;
begin
  delete from pgboss.job j where j.name = 'dead' and j.state = 'created' and j.id = p_id
  returning j.source_name, j.data, j.singleton_key into letter;
  if not found then
    return false;
  elsif private.enqueue_job(letter.source_name, letter.data, letter.singleton_key) is null then
    raise exception 'the same job waits already' using errcode = '55006';
  end if;
  return true;
end $$;
comment on function private.redrive_dead_letter is
  'Gives one job that failed for good another round of attempts. False when there is no such letter.';
comment on view private.dead_letters is
  'Jobs that failed for good, kept for 90 days. Mend the cause, then: select private.redrive_dead_letters(); or, for one: select private.redrive_dead_letter(''<id>''). To give one up: delete from pgboss.job where name = ''dead'' and id = ''<id>''.';

create or replace function private.give_up_deliveries() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  given_up int;
begin
  -- Of a last attempt that was cut off, no other attempt would say so.
  update public.notification_deliveries delivery set state = 'uncertain', reason = 'interrupted', finished_at = private.clock()
  where delivery.state = 'sending' and delivery.tried_at < private.clock() - interval '3 hours';
  get diagnostics given_up = row_count;
  delete from private.failed_work failed where failed.last_at < private.clock() - interval '30 days';
  return given_up;
end $$;
comment on function private.give_up_deliveries is
  'Marks messages that were never heard of again, and forgets failures that were got over. Runs every hour.';

revoke all on private.failed_work from anon, authenticated;
revoke all on function private.note_failure, private.try_people, private.try_step, private.tell_reminders, private.redrive_dead_letter
  from public, authenticated, service_role;
