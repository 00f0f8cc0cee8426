-- What a person wants to be told, where, and when not; and the devices that can be rung.

create table public.notification_preferences (
  user_id uuid primary key references auth.users (id) on delete cascade,
  browser_notifications boolean not null default true,
  email_notifications boolean not null default false,
  push_notifications boolean not null default true,
  task_due boolean not null default true,
  task_overdue boolean not null default true,
  task_reminder boolean not null default true,
  project_deadline boolean not null default true,
  recurring_task boolean not null default true,
  achievement_unlocked boolean not null default true,
  unblocked_task boolean not null default true,
  reminder_advance_minutes integer not null default 30 check (reminder_advance_minutes between 0 and 1440),
  overdue_check_minutes integer not null default 60 check (overdue_check_minutes between 60 and 1440),
  quiet_hours boolean not null default true,
  quiet_from time not null default '22:00' check (quiet_from = date_trunc('minute', quiet_from)),
  quiet_until time not null default '08:00' check (quiet_until = date_trunc('minute', quiet_until)),
  urgent_breaks_quiet_hours boolean not null default true,
  daily_digest boolean not null default false,
  weekly_digest boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notification_preferences_quiet_hours_end check (quiet_from <> quiet_until)
);
comment on table public.notification_preferences is
  'What a person wants to be told, and where. Without a row: as the columns'' defaults say.';
comment on column public.notification_preferences.browser_notifications is 'The bell of the app.';
comment on column public.notification_preferences.reminder_advance_minutes is 'How long before its time a task says that it is due.';
comment on column public.notification_preferences.overdue_check_minutes is 'An overdue task that nobody has seen to says so again after this long, for one day.';
comment on column public.notification_preferences.quiet_from is 'Wall clock of the person. Until quiet_until, which may lie behind midnight, nothing is mailed and no device rings.';
create trigger notification_preferences_keep_owner before update on public.notification_preferences
  for each row execute function private.keep_owner();
create trigger notification_preferences_touch before update on public.notification_preferences
  for each row execute function private.touch_updated_at();
alter table public.notification_preferences enable row level security;
grant select, insert, update, delete on public.notification_preferences to authenticated;
grant all on public.notification_preferences to service_role;
create policy "Owners read their notification preferences" on public.notification_preferences for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add their notification preferences" on public.notification_preferences for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their notification preferences" on public.notification_preferences for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their notification preferences" on public.notification_preferences for delete to authenticated
  using (user_id = (select auth.uid()));
call private.log_table('public.notification_preferences');
call private.broadcast_table('public.notification_preferences', 'plan');
insert into private.tracked_tables (table_name, place) values ('notification_preferences', 20);

create or replace function private.key_column(of_table text) returns text
language sql immutable set search_path = '' as $$
  select case when of_table in ('user_profiles', 'ai_settings', 'hrm_user_preferences', 'notification_preferences')
    then 'user_id' else 'id' end
$$;

create function private.default_notification_preferences() returns public.notification_preferences
language sql immutable set search_path = '' as $$
  select jsonb_populate_record(null::public.notification_preferences, '{
    "browser_notifications": true, "email_notifications": false, "push_notifications": true, "task_due": true,
    "task_overdue": true, "task_reminder": true, "project_deadline": true, "recurring_task": true,
    "achievement_unlocked": true, "unblocked_task": true, "reminder_advance_minutes": 30, "overdue_check_minutes": 60,
    "quiet_hours": true, "quiet_from": "22:00", "quiet_until": "08:00", "urgent_breaks_quiet_hours": true,
    "daily_digest": false, "weekly_digest": true}')
$$;
comment on function private.default_notification_preferences is 'What holds for a person who has set nothing: the columns'' defaults.';

create function private.quiet_until(p_zone text, p_wishes public.notification_preferences, p_at timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  wall timestamp := p_at at time zone p_zone;
  is_over_midnight boolean := p_wishes.quiet_from > p_wishes.quiet_until;
  is_quiet boolean := case when is_over_midnight
    then wall::time >= p_wishes.quiet_from or wall::time < p_wishes.quiet_until
    else wall::time >= p_wishes.quiet_from and wall::time < p_wishes.quiet_until end;
begin
  if not p_wishes.quiet_hours or not is_quiet then
    return null;
  end if;
  -- Through the wall clock, so that the night in which the clocks change ends in time too.
  return (wall::date + case when is_over_midnight and wall::time >= p_wishes.quiet_from then 1 else 0 end + p_wishes.quiet_until)
    at time zone p_zone;
end $$;
comment on function private.quiet_until is 'When the quiet hours end in which this moment lies; null when it lies in none.';

create table public.notification_snoozes (
  user_id uuid not null references auth.users (id) on delete cascade,
  subject text not null check (
    subject ~ '^(task|project|area|pillar):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or subject ~ '^type:[a-z_]{1,40}$'),
  until timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (user_id, subject)
);
comment on table public.notification_snoozes is
  'What a person does not want to hear of for a while: a task, a project, an area, a pillar, or a type of notice. A reminder that is set for a task rings all the same.';
create index notification_snoozes_until_idx on public.notification_snoozes (until);
alter table public.notification_snoozes enable row level security;
grant select, insert, delete on public.notification_snoozes to authenticated;
grant update (until) on public.notification_snoozes to authenticated;
grant all on public.notification_snoozes to service_role;
create policy "Owners read their snoozes" on public.notification_snoozes for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add their snoozes" on public.notification_snoozes for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their snoozes" on public.notification_snoozes for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their snoozes" on public.notification_snoozes for delete to authenticated
  using (user_id = (select auth.uid()));

create function public.snooze_notifications(p_subject text, p_until timestamptz) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
begin
  if p_until is null or p_until <= private.clock() or p_until > private.clock() + interval '1 year' then
    raise exception 'notices can be put off by up to a year' using errcode = '22023';
  end if;
  insert into public.notification_snoozes (user_id, subject, until) values (person, p_subject, p_until)
  on conflict (user_id, subject) do update set until = excluded.until;
  update public.notifications notice set is_read = true
  where notice.user_id = person and not notice.is_read
    and p_subject in ('task:' || notice.task_id, 'project:' || notice.project_id, 'area:' || notice.area_id,
      'pillar:' || notice.pillar_id, 'type:' || notice.type);
end $$;
comment on function public.snooze_notifications is
  'Says nothing more of task:<id>, project:<id>, area:<id>, pillar:<id> or type:<type> until then, and marks what it said as read.';
revoke all on function public.snooze_notifications from public, anon;
grant execute on function public.snooze_notifications to authenticated;

create table public.push_subscriptions (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  endpoint text not null check (endpoint ~ '^https?://[^\s]+$' and char_length(endpoint) <= 2000),
  p256dh text not null check (p256dh ~ '^[A-Za-z0-9_-]{80,100}={0,2}$'),
  auth_secret text not null check (auth_secret ~ '^[A-Za-z0-9_-]{20,30}={0,2}$'),
  device text not null default '' check (char_length(device) <= 120),
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (endpoint)
);
comment on table public.push_subscriptions is
  'Browsers that a person lets us ring, by Web Push. A browser belongs to whoever turned it on last. Removed when its push service no longer knows it.';
alter table public.push_subscriptions enable row level security;
grant select, delete on public.push_subscriptions to authenticated;
grant all on public.push_subscriptions to service_role;
create policy "Owners read their devices" on public.push_subscriptions for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners delete their devices" on public.push_subscriptions for delete to authenticated
  using (user_id = (select auth.uid()));

revoke all on function private.default_notification_preferences, private.quiet_until from public;
grant execute on function private.default_notification_preferences, private.quiet_until to authenticated, service_role;
