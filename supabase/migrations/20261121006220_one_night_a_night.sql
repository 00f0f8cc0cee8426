-- The hours of people who travel: what is due stays due, and what just was does not come again because the clocks of the
-- new place show the same hour once more.

alter table private.person_schedules add column last_due_at timestamptz;
comment on column private.person_schedules.last_due_at is 'For when it came last was due; null until it has come once.';

create function private.shortest_pause(p_kind text) returns interval
language sql immutable set search_path = '' as $$
  -- Shorter than the day of whoever flies east, longer than the hours that flying west gives back.
  select case p_kind when 'weekly_digest' then interval '4 days' else interval '11 hours' end
$$;
comment on function private.shortest_pause is 'So long after it was due, something is not due again, wherever its person is by then.';

-- As before, without working out days that come too late.
create or replace function private.next_local(p_zone text, p_time time, p_weekday integer, p_after timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  -- Through days and the wall clock, so that a day of 23 or 25 hours is one day. A time that a day leaves out comes an hour
  -- later, one that it has twice comes once.
  on_day date := (p_after at time zone p_zone)::date;
  moment timestamptz;
begin
  for ahead in 0..8 loop
    if p_weekday is null or extract(isodow from on_day + ahead) = p_weekday then
      moment := (on_day + ahead + p_time) at time zone p_zone;
      if moment > p_after then
        return moment;
      end if;
    end if;
  end loop;
  return null;
end $$;

create or replace function private.plan_person() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
begin
  insert into private.person_schedules (user_id, kind, due_at)
  select new.user_id, kind, private.next_schedule(new.user_id, kind, new.time_zone, at)
  from unnest(array['night', 'daily_digest', 'weekly_digest']) kind
  on conflict (user_id, kind) do update set due_at = private.next_schedule(
    new.user_id, excluded.kind, new.time_zone,
    greatest(at, person_schedules.last_due_at + private.shortest_pause(excluded.kind)))
  -- What has come due waits for its tick only.
  where person_schedules.due_at > at;
  perform private.look_again(new.user_id);
  return null;
end $$;
insert into private.person_schedules (user_id, kind, due_at)
select profile.user_id, 'notices', now() from public.user_profiles profile;

create function private.enqueue_people(p_people uuid[]) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  people_per_job constant int := 40;
  at timestamptz := private.clock();
  moved int;
begin
  with due as (
    select s.user_id, s.kind, s.due_at, profile.time_zone
    from private.person_schedules s join public.user_profiles profile on profile.user_id = s.user_id
    where s.due_at <= at and s.kind <> 'notices' and s.user_id = any (p_people)
    for update of s skip locked
  ),
  next as (
    update private.person_schedules s set last_due_at = due.due_at,
      due_at = private.next_schedule(due.user_id, due.kind, due.time_zone, greatest(at, due.due_at + private.shortest_pause(due.kind)))
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
    select due.user_id, due.kind, 'email', (due.due_at at time zone due.time_zone)::date,
      coalesce(private.quiet_until(due.time_zone, asked.wishes, at), at)
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
comment on function private.enqueue_people is 'Makes jobs of what has come due for some people, and sets their next times. How many times came due.';

create or replace function private.enqueue_schedules() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  people uuid[];
  moved int;
begin
  select array_agg(distinct due.user_id) into people from (
    select s.user_id from private.person_schedules s
    where s.due_at <= at and s.kind <> 'notices'
    order by s.due_at limit 5000
    -- Another tick that runs now takes others.
    for update skip locked
  ) due;
  moved := private.try_people('enqueue_people', people);
  -- Of whom it failed.
  update private.person_schedules s set due_at = at + interval '1 hour'
  where s.kind <> 'notices' and s.user_id = any (people) and s.due_at <= at;
  return moved;
end $$;

revoke all on function private.shortest_pause, private.enqueue_people from public, authenticated, service_role;
