-- The way of a notice: whether it is given at all, through which channels, when, and what became of it.

create table public.notification_deliveries (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  notification_id uuid,
  type text not null check (char_length(type) between 1 and 40),
  title text not null default '' check (char_length(title) <= 200),
  channel text not null check (channel in ('browser', 'email', 'push')),
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'skipped', 'uncertain')),
  reason text check (char_length(reason) <= 100),
  on_day date,
  due_at timestamptz not null default now(),
  attempts smallint not null default 0,
  job_id uuid,
  tried_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, notification_id) references public.notifications (user_id, id) on delete set null (notification_id)
);
comment on table public.notification_deliveries is 'What was told to whom, when, through which channel, and what became of it. Kept for 90 days.';
comment on column public.notification_deliveries.type is 'The type of the notice, or daily_digest, weekly_digest, test.';
comment on column public.notification_deliveries.state is
  'uncertain: it was cut off while it was being sent, and is not sent again, for nothing is told twice.';
comment on column public.notification_deliveries.reason is 'Why it failed or was skipped, as a code: read, no_address, no_device, refused, unreachable …';
comment on column public.notification_deliveries.on_day is 'Of a digest: the day of the person that it is for. There is one per day.';
comment on column public.notification_deliveries.due_at is 'In quiet hours: when they end.';
comment on column public.notification_deliveries.job_id is 'The job that sends it, together with what else is due for the same person and channel.';
create index notification_deliveries_due_at_idx on public.notification_deliveries (due_at) where state = 'queued' and job_id is null;
create index notification_deliveries_user_id_created_at_idx on public.notification_deliveries (user_id, created_at desc);
create index notification_deliveries_notification_id_idx on public.notification_deliveries (user_id, notification_id)
  where notification_id is not null;
create index notification_deliveries_sending_idx on public.notification_deliveries (tried_at) where state = 'sending';
create index notification_deliveries_created_at_idx on public.notification_deliveries (created_at);
create unique index notification_deliveries_digest_idx on public.notification_deliveries (user_id, type, on_day) where on_day is not null;
alter table public.notification_deliveries enable row level security;
grant select on public.notification_deliveries to authenticated;
grant all on public.notification_deliveries to service_role;
create policy "Owners read what was delivered" on public.notification_deliveries for select to authenticated
  using (user_id = (select auth.uid()));

-- Whoever writes a notice need not know who wants it: it goes everywhere unless the person says otherwise.
alter table public.notifications drop constraint notifications_channels_check;
alter table public.notifications add constraint notifications_channels_check
  check (channels <@ array['browser', 'email', 'push'] and cardinality(channels) > 0);
alter table public.notifications alter column channels set default '{browser,email,push}';
comment on column public.notifications.channels is 'Where the person wants it told. Without browser it is not shown in the app.';

create function private.screen_notice() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  wishes public.notification_preferences;
begin
  select * into wishes from public.notification_preferences p where p.user_id = new.user_id;
  if not found then
    wishes := private.default_notification_preferences();
  end if;
  if not coalesce((to_jsonb(wishes) ->> new.type)::boolean, true) then
    return null;
  end if;
  if exists (
    select from public.notification_snoozes snooze
    where snooze.user_id = new.user_id and snooze.until > private.clock() and (
      snooze.subject = 'type:' || new.type
      -- A reminder rings at the time that the person chose for it.
      or (new.type <> 'task_reminder' and snooze.subject in ('task:' || new.task_id, 'project:' || new.project_id,
        'area:' || new.area_id, 'pillar:' || new.pillar_id)))
  ) then
    return null;
  end if;
  if cardinality(new.channels) > 0 then
    new.channels := array(select channel from unnest(new.channels) channel where case channel
      when 'browser' then wishes.browser_notifications
      when 'email' then wishes.email_notifications
      when 'push' then wishes.push_notifications
      else true end);
    if cardinality(new.channels) = 0 then
      return null;
    end if;
  end if;
  return new;
end $$;
comment on function private.screen_notice is 'Keeps back a notice of a type, or about a thing, that its person does not want to hear of.';
create trigger notifications_screen before insert on public.notifications
  for each row execute function private.screen_notice();

create function private.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
begin
  insert into public.notification_deliveries (user_id, notification_id, type, title, channel, state, due_at, finished_at)
  select notice.user_id, notice.id, notice.type, notice.title, channel,
    case channel when 'browser' then 'sent' else 'queued' end,
    case when channel = 'browser' or (notice.priority = 'urgent' and (asked.wishes).urgent_breaks_quiet_hours) then at
      else coalesce(private.quiet_until(profile.time_zone, asked.wishes, at), at) end,
    case channel when 'browser' then at end
  from new_rows notice
  join public.user_profiles profile on profile.user_id = notice.user_id
  cross join lateral (select coalesce(
    (select p from public.notification_preferences p where p.user_id = notice.user_id),
    private.default_notification_preferences()) as wishes offset 0) asked
  cross join unnest(notice.channels) channel
  where case channel
    when 'email' then exists (select from auth.users person where person.id = notice.user_id and person.email <> '')
    when 'push' then exists (select from public.push_subscriptions device where device.user_id = notice.user_id)
    else true end;
  return null;
end $$;
comment on function private.queue_deliveries is 'Writes down through which channels a notice goes; cron sees to those that leave the house.';
create trigger notifications_queue_deliveries after insert on public.notifications
  referencing new table as new_rows for each statement execute function private.queue_deliveries();

create function private.enqueue_deliveries() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  message record;
  messages int := 0;
begin
  for message in
    with due as (
      select d.user_id, d.id, d.channel, d.due_at,
        -- Several notices make one message; a digest is one of its own.
        case when d.type in ('daily_digest', 'weekly_digest', 'test') then d.id end as alone
      from public.notification_deliveries d
      where d.state = 'queued' and d.job_id is null and d.due_at <= private.clock()
      order by d.due_at limit 2000 for update skip locked
    )
    select due.user_id, due.channel, array_agg(due.id order by due.due_at, due.id) as ids from due
    group by due.user_id, due.channel, due.alone
  loop
    update public.notification_deliveries d set job_id = private.enqueue_job('deliver',
      jsonb_build_object('user_id', message.user_id, 'channel', message.channel, 'ids', message.ids),
      p_start_after := greatest(now(), private.clock()))
    where d.user_id = message.user_id and d.id = message.ids[1];
    update public.notification_deliveries d set job_id = first.job_id
    from public.notification_deliveries first
    where first.user_id = message.user_id and first.id = message.ids[1]
      and d.user_id = message.user_id and d.id = any (message.ids[2:]);
    messages := messages + 1;
  end loop;
  return messages;
end $$;
comment on function private.enqueue_deliveries is 'Makes a job of each message that is due: one per person and channel. How many.';

create function private.claim_delivery(p_user_id uuid, p_channel text, p_ids uuid[]) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  claimed jsonb;
begin
  -- Claimed before and never finished: that function died, and nobody knows how far it came.
  update public.notification_deliveries d set state = 'uncertain', reason = 'interrupted', finished_at = at
  where d.user_id = p_user_id and d.id = any (p_ids) and d.state = 'sending';
  -- What has been seen to meanwhile needs no telling.
  update public.notification_deliveries d set state = 'skipped', reason = 'read', finished_at = at
  where d.user_id = p_user_id and d.id = any (p_ids) and d.state in ('queued', 'failed')
    and d.type not in ('daily_digest', 'weekly_digest', 'test')
    and not exists (
      select from public.notifications n where n.user_id = d.user_id and n.id = d.notification_id and not n.is_read);
  with mine as (
    update public.notification_deliveries d set state = 'sending', attempts = d.attempts + 1, tried_at = at, reason = null
    where d.user_id = p_user_id and d.channel = p_channel and d.id = any (p_ids) and d.state in ('queued', 'failed')
    returning d.id, d.type, d.notification_id, d.on_day, d.due_at
  )
  select jsonb_agg(jsonb_build_object(
    'id', mine.id, 'type', mine.type, 'on_day', mine.on_day, 'title', coalesce(n.title, ''), 'body', coalesce(n.body, ''),
    'priority', coalesce(n.priority, 'medium'), 'task_id', n.task_id, 'project_id', n.project_id,
    'local_time', to_char(coalesce(n.scheduled_for, mine.due_at) at time zone profile.time_zone, 'YYYY-MM-DD"T"HH24:MI')
  ) order by coalesce(n.scheduled_for, mine.due_at), mine.id) into claimed
  from mine
  join public.user_profiles profile on profile.user_id = p_user_id
  left join public.notifications n on n.user_id = p_user_id and n.id = mine.notification_id;
  if claimed is null then
    return null;
  end if;
  return (
    select jsonb_build_object(
      'items', claimed, 'locale', profile.locale, 'uses_24h', profile.uses_24h,
      'name', coalesce(nullif(profile.display_name, ''), nullif(profile.first_name, ''), ''),
      'address', person.email,
      'devices', case p_channel when 'push' then coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth_secret) order by s.id)
        from public.push_subscriptions s where s.user_id = p_user_id), '[]') end)
    from public.user_profiles profile join auth.users person on person.id = profile.user_id
    where profile.user_id = p_user_id);
end $$;
comment on function private.claim_delivery is
  'Takes what a message is made of, so that nobody else sends it: { items, locale, uses_24h, name, address, devices }; null when nothing is left to send.';

create function private.finish_delivery(p_user_id uuid, p_ids uuid[], p_state text, p_reason text default null) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  finished int;
begin
  update public.notification_deliveries d set state = p_state, reason = p_reason,
    finished_at = case p_state when 'queued' then null else private.clock() end
  where d.user_id = p_user_id and d.id = any (p_ids)
    -- Given up for dead, it came to its end after all.
    and (d.state = 'sending' or (d.state = 'uncertain' and p_state = 'sent'));
  get diagnostics finished = row_count;
  update public.notifications n set sent_at = private.clock()
  from public.notification_deliveries d
  where p_state = 'sent' and d.user_id = p_user_id and d.id = any (p_ids)
    and n.user_id = d.user_id and n.id = d.notification_id and n.sent_at is null;
  return finished;
end $$;
comment on function private.finish_delivery is
  'Says what became of a message that was claimed: sent, failed, skipped, or queued when it is to be tried again.';

create or replace function private.tick() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform private.enqueue_deliveries();
  if private.is_job_waiting() then
    return private.invoke_function('jobs', jsonb_build_object('at', private.clock())) is not null;
  end if;
  return false;
end $$;

revoke all on function private.enqueue_deliveries, private.claim_delivery, private.finish_delivery
  from public, authenticated, service_role;
