-- What happens to each person at an hour of their own: the nightly look at their insights, the digests of day and week.

select pgboss.create_queue('insights', '{"policy": "standard", "retryLimit": 3, "retryDelay": 120, "retryBackoff": true,
  "retryDelayMax": 1800, "expireInSeconds": 180, "deleteAfterSeconds": 86400, "deadLetter": "dead"}');

create function private.next_local(p_zone text, p_time time, p_weekday integer, p_after timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  -- Through days and the wall clock, so that a day of 23 or 25 hours is one day. A time that a day leaves out comes an hour
  -- later, one that it has twice comes once.
  select min(moment) from (
    select ((p_after at time zone p_zone)::date + ahead + p_time) at time zone p_zone as moment,
      extract(isodow from (p_after at time zone p_zone)::date + ahead)::int as weekday
    from generate_series(0, 8) ahead
  ) days
  where days.moment > p_after and (p_weekday is null or days.weekday = p_weekday)
$$;
comment on function private.next_local is
  'The next moment after another at which the clocks of a zone show a time, on any day or on one of the week (1 = Monday).';

create table private.person_schedules (
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null check (kind in ('night', 'daily_digest', 'weekly_digest')),
  due_at timestamptz not null,
  primary key (user_id, kind)
);
comment on table private.person_schedules is
  'When something happens to a person next. It moves on in the transaction that adds the job, so each time comes once.';
create index person_schedules_due_at_idx on private.person_schedules (due_at);

create function private.next_schedule(p_user_id uuid, p_kind text, p_zone text, p_after timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select case p_kind
    -- Spread over the hour, the same minute each night.
    when 'night' then private.next_local(p_zone,
      time '02:00' + make_interval(secs => (hashtextextended(p_user_id::text, 0) & 2147483647) % 3600), null, p_after)
    when 'daily_digest' then private.next_local(p_zone, '08:00', null, p_after)
    when 'weekly_digest' then private.next_local(p_zone, '09:00', 1, p_after)
  end
$$;
comment on function private.next_schedule is 'When a person has something next: the night between 2 and 3, the digests at 8 and, on Mondays, at 9.';

create function private.plan_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.person_schedules (user_id, kind, due_at)
  select new.user_id, kind, private.next_schedule(new.user_id, kind, new.time_zone, private.clock())
  from unnest(array['night', 'daily_digest', 'weekly_digest']) kind
  on conflict (user_id, kind) do update set due_at = excluded.due_at;
  return null;
end $$;
comment on function private.plan_person is 'Sets the hours of a person who is new, or has moved to another time zone.';
create trigger user_profiles_plan_person after insert on public.user_profiles
  for each row execute function private.plan_person();
create trigger user_profiles_replan_person after update of time_zone on public.user_profiles
  for each row when (old.time_zone is distinct from new.time_zone) execute function private.plan_person();
insert into private.person_schedules (user_id, kind, due_at)
select profile.user_id, kind, private.next_schedule(profile.user_id, kind, profile.time_zone, now())
from public.user_profiles profile, unnest(array['night', 'daily_digest', 'weekly_digest']) kind;

create function private.enqueue_schedules() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  people_per_job constant int := 40;
  at timestamptz := private.clock();
  moved int;
begin
  with due as (
    select s.user_id, s.kind, s.due_at, profile.time_zone
    from private.person_schedules s join public.user_profiles profile on profile.user_id = s.user_id
    where s.due_at <= at
    order by s.due_at limit 5000
    -- Another tick that runs now takes others.
    for update of s skip locked
  ),
  next as (
    update private.person_schedules s set due_at = private.next_schedule(due.user_id, due.kind, due.time_zone, at)
    from due where s.user_id = due.user_id and s.kind = due.kind
    returning s.user_id
  ),
  nights as (
    select private.enqueue_job('insights', jsonb_build_object('user_ids', jsonb_agg(numbered.user_id)),
      p_start_after := greatest(now(), at))
    from (select due.user_id, (row_number() over (order by due.due_at, due.user_id) - 1) / people_per_job as part
      from due where due.kind = 'night') numbered
    group by numbered.part
  ),
  digests as (
    insert into public.notification_deliveries (user_id, type, channel, on_day, due_at)
    select due.user_id, due.kind, 'email', (due.due_at at time zone due.time_zone)::date, at
    from due
    join auth.users person on person.id = due.user_id and person.email <> ''
    cross join lateral (select coalesce(
      (select p from public.notification_preferences p where p.user_id = due.user_id),
      private.default_notification_preferences()) as wishes offset 0) asked
    where case due.kind when 'daily_digest' then (asked.wishes).daily_digest when 'weekly_digest' then (asked.wishes).weekly_digest end
      -- After a long outage, the morning is over.
      and due.due_at > at - interval '6 hours'
    on conflict do nothing
  )
  select (select count(*) from next) + 0 * (select count(*) from nights) into moved;
  return moved;
end $$;
comment on function private.enqueue_schedules is
  'Makes jobs of what has come due for people, and sets their next times. How many times came due.';

create or replace function private.tick() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform private.enqueue_schedules();
  perform private.enqueue_deliveries();
  if private.is_job_waiting() then
    return private.invoke_function('jobs', jsonb_build_object('at', private.clock())) is not null;
  end if;
  return false;
end $$;

revoke all on function private.next_local, private.next_schedule, private.enqueue_schedules from public, authenticated, service_role;
