-- What the app tells a person, and which features are switched on.

create table public.notifications (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  type text not null check (type in (
    'task_due', 'task_overdue', 'task_reminder', 'project_deadline', 'recurring_task', 'achievement_unlocked', 'unblocked_task')),
  title text not null check (char_length(title) between 1 and 200),
  body text not null default '' check (char_length(body) <= 2000),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high', 'urgent')),
  channels text[] not null default '{browser}' check (channels <@ array['browser', 'email'] and cardinality(channels) > 0),
  pillar_id uuid,
  area_id uuid,
  project_id uuid,
  task_id uuid,
  is_read boolean not null default false,
  scheduled_for timestamptz not null default now(),
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, pillar_id) references public.pillars (user_id, id) on delete cascade,
  foreign key (user_id, area_id) references public.areas (user_id, id) on delete cascade,
  foreign key (user_id, project_id) references public.projects (user_id, id) on delete cascade,
  foreign key (user_id, task_id) references public.tasks (user_id, id) on delete cascade
);
comment on table public.notifications is
  'What the app tells a person. Written by the server; the person marks it read or deletes it. Not in the change log: it is no part of the plan.';
create index notifications_user_id_scheduled_for_idx on public.notifications (user_id, scheduled_for desc);
create index notifications_user_id_pillar_id_idx on public.notifications (user_id, pillar_id) where pillar_id is not null;
create index notifications_user_id_area_id_idx on public.notifications (user_id, area_id) where area_id is not null;
create index notifications_user_id_project_id_idx on public.notifications (user_id, project_id) where project_id is not null;
create index notifications_user_id_task_id_idx on public.notifications (user_id, task_id) where task_id is not null;
create trigger notifications_touch before update on public.notifications
  for each row execute function private.touch_updated_at();
alter table public.notifications enable row level security;
grant select, delete on public.notifications to authenticated;
grant update (is_read) on public.notifications to authenticated;
grant all on public.notifications to service_role;
create policy "Owners read their notifications" on public.notifications for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners mark their notifications" on public.notifications for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their notifications" on public.notifications for delete to authenticated
  using (user_id = (select auth.uid()));
call private.broadcast_table('public.notifications', 'plan');

create table public.feature_flags (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{1,62}$'),
  description text not null default '',
  enabled boolean not null default false,
  rollout_percentage smallint not null default 100 check (rollout_percentage between 0 and 100),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.feature_flags is 'Switches that admins set in the dashboard. Everybody reads them, nobody else writes them.';
create trigger feature_flags_touch before update on public.feature_flags
  for each row execute function private.touch_updated_at();
alter table public.feature_flags enable row level security;
grant select on public.feature_flags to anon, authenticated;
grant all on public.feature_flags to service_role;
create policy "Everybody reads the feature flags" on public.feature_flags for select to anon, authenticated using (true);

create function public.is_feature_enabled(p_key text) returns boolean
language sql stable security invoker set search_path = '' as $$
  select coalesce((
    -- The same person always falls on the same side of a partial rollout.
    select flag.enabled and (flag.rollout_percentage = 100
      or (hashtextextended(flag.key || coalesce((select auth.uid())::text, ''), 0) & 2147483647) % 100 < flag.rollout_percentage)
    from public.feature_flags flag where flag.key = p_key), false)
$$;
comment on function public.is_feature_enabled is 'Whether a feature is on for the caller.';
revoke all on function public.is_feature_enabled from public;
grant execute on function public.is_feature_enabled to anon, authenticated, service_role;
