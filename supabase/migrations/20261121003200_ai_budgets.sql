-- What may be spent on models, and what has been. A scope is a person, an organisation, or the whole installation;
-- a period is a calendar month in UTC. What a call may cost at most is held back before it is made.

create table public.ai_plans (
  tier text primary key check (tier in ('free', 'pro', 'premium')),
  monthly_interactions integer not null check (monthly_interactions >= 0),
  daily_interactions integer not null check (daily_interactions >= 0),
  monthly_nano_usd bigint not null check (monthly_nano_usd >= 0),
  strategic_share_percent smallint not null check (strategic_share_percent between 0 and 100),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.ai_plans is
  'What each tier may use of the models in a month: answers and money, whichever ends first, and how many of the answers may be strategic.';
insert into public.ai_plans (tier, monthly_interactions, daily_interactions, monthly_nano_usd, strategic_share_percent) values
  ('free', 50, 100, 500000000, 30),
  ('pro', 250, 100, 2500000000, 30),
  ('premium', 1000, 100, 10000000000, 30);

create table public.ai_alert_thresholds (
  percent smallint primary key check (percent between 1 and 100)
);
comment on table public.ai_alert_thresholds is 'At which share of an allowance its owner is told.';
insert into public.ai_alert_thresholds (percent) values (80), (95), (100);

create table public.ai_budgets (
  scope text not null check (scope in ('user', 'organization', 'system')),
  scope_id uuid not null,
  user_id uuid generated always as (case when scope = 'user' then scope_id end) stored
    references auth.users (id) on delete cascade,
  organization_id uuid generated always as (case when scope = 'organization' then scope_id end) stored
    references public.organizations (id) on delete cascade,
  monthly_nano_usd bigint not null check (monthly_nano_usd >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (scope, scope_id),
  constraint ai_budgets_know_one_system check (scope <> 'system' or scope_id = '00000000-0000-0000-0000-000000000000')
);
comment on table public.ai_budgets is
  'Caps that people set for themselves below that of their plan, that managers set for an organisation, and that the operator sets for all.';
create index ai_budgets_user_id_idx on public.ai_budgets (user_id) where user_id is not null;
create index ai_budgets_organization_id_idx on public.ai_budgets (organization_id) where organization_id is not null;

create table public.ai_budget_periods (
  scope text not null check (scope in ('user', 'organization', 'system')),
  scope_id uuid not null,
  starts_on date not null check (extract(day from starts_on) = 1),
  user_id uuid generated always as (case when scope = 'user' then scope_id end) stored
    references auth.users (id) on delete cascade,
  organization_id uuid generated always as (case when scope = 'organization' then scope_id end) stored
    references public.organizations (id) on delete cascade,
  spent_nano_usd bigint not null default 0,
  reserved_nano_usd bigint not null default 0 check (reserved_nano_usd >= 0),
  interactions integer not null default 0,
  strategic_interactions integer not null default 0,
  reserved_interactions integer not null default 0 check (reserved_interactions >= 0),
  reserved_strategic integer not null default 0 check (reserved_strategic >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (scope, scope_id, starts_on)
);
comment on table public.ai_budget_periods is
  'The counters of a scope in a calendar month (UTC), made when the month is first used. The ledger is the truth they are checked against.';
comment on column public.ai_budget_periods.reserved_interactions is 'Questions under way: they count once they succeed.';
create index ai_budget_periods_user_id_idx on public.ai_budget_periods (user_id) where user_id is not null;
create index ai_budget_periods_organization_id_idx on public.ai_budget_periods (organization_id) where organization_id is not null;

create table public.ai_holds (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  organization_id uuid references public.organizations (id) on delete set null,
  charges_system boolean not null default false,
  starts_on date not null,
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 200),
  body_hash text not null check (char_length(body_hash) between 1 and 128),
  interaction_id uuid not null,
  is_interaction boolean not null default true,
  feature text not null check (feature ~ '^[a-z][a-z0-9_]{0,62}$'),
  tier text check (tier in ('execution', 'strategic', 'fallback')),
  calls jsonb not null,
  amount_nano_usd bigint not null check (amount_nano_usd >= 0),
  state text not null default 'reserved' check (state in ('reserved', 'settled', 'released', 'expired')),
  lease_until timestamptz not null,
  spent_nano_usd bigint not null default 0 check (spent_nano_usd >= 0),
  is_overrun boolean not null default false,
  is_counted boolean not null default false,
  outcome jsonb,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, idempotency_key)
);
comment on table public.ai_holds is
  'Money held back for one action of a person before any provider is called, and what became of it. One key, one action.';
comment on column public.ai_holds.calls is 'Every call that may be billed, as it was estimated.';
comment on column public.ai_holds.is_overrun is 'It cost more than was held, or was settled after it had been given back.';
comment on column public.ai_holds.outcome is 'What the action answered, for a repeated request with the same key.';
create index ai_holds_lease_until_idx on public.ai_holds (lease_until) where state = 'reserved';
create index ai_holds_user_id_created_at_idx on public.ai_holds (user_id, created_at) where state = 'reserved';
create index ai_holds_organization_id_idx on public.ai_holds (organization_id) where organization_id is not null;

create table public.ai_budget_alerts (
  scope text not null,
  scope_id uuid not null,
  starts_on date not null,
  metric text not null check (metric in ('money', 'interactions')),
  percent smallint not null check (percent between 1 and 100),
  user_id uuid generated always as (case when scope = 'user' then scope_id end) stored
    references auth.users (id) on delete cascade,
  organization_id uuid generated always as (case when scope = 'organization' then scope_id end) stored
    references public.organizations (id) on delete cascade,
  used bigint not null,
  allowed bigint not null,
  created_at timestamptz not null default now(),
  primary key (scope, scope_id, starts_on, metric, percent)
);
comment on table public.ai_budget_alerts is
  'That a share of an allowance was used up: one row per scope, month, kind and share, whoever of many comes first.';
create index ai_budget_alerts_user_id_idx on public.ai_budget_alerts (user_id) where user_id is not null;
create index ai_budget_alerts_organization_id_idx on public.ai_budget_alerts (organization_id) where organization_id is not null;

create trigger ai_plans_touch before update on public.ai_plans for each row execute function private.touch_updated_at();
create trigger ai_budgets_touch before update on public.ai_budgets for each row execute function private.touch_updated_at();
create trigger ai_budget_periods_touch before update on public.ai_budget_periods
  for each row execute function private.touch_updated_at();
create trigger ai_holds_touch before update on public.ai_holds for each row execute function private.touch_updated_at();

alter table public.ai_plans enable row level security;
alter table public.ai_alert_thresholds enable row level security;
alter table public.ai_budgets enable row level security;
alter table public.ai_budget_periods enable row level security;
alter table public.ai_holds enable row level security;
alter table public.ai_budget_alerts enable row level security;
grant select on public.ai_plans, public.ai_alert_thresholds, public.ai_budget_periods, public.ai_holds, public.ai_budget_alerts
  to authenticated;
grant select, insert, delete on public.ai_budgets to authenticated;
grant update (monthly_nano_usd) on public.ai_budgets to authenticated;
grant all on public.ai_plans, public.ai_alert_thresholds, public.ai_budgets, public.ai_budget_periods, public.ai_holds,
  public.ai_budget_alerts to service_role;

create policy "Everybody with an account reads the plans" on public.ai_plans for select to authenticated using (true);
create policy "Everybody with an account reads the thresholds" on public.ai_alert_thresholds
  for select to authenticated using (true);
create policy "Owners and members read their caps" on public.ai_budgets for select to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin', 'member'])));
create policy "Owners and managers set their caps" on public.ai_budgets for insert to authenticated
  with check (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin'])));
create policy "Owners and managers change their caps" on public.ai_budgets for update to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin'])))
  with check (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin'])));
create policy "Owners and managers take back their caps" on public.ai_budgets for delete to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin'])));
create policy "Owners and members read what was spent" on public.ai_budget_periods for select to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin', 'member'])));
create policy "Owners read their holds" on public.ai_holds for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners and members read their alerts" on public.ai_budget_alerts for select to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin', 'member'])));

alter table public.notifications drop constraint notifications_type_check;
alter table public.notifications add constraint notifications_type_check check (type in (
  'task_due', 'task_overdue', 'task_reminder', 'project_deadline', 'recurring_task', 'achievement_unlocked', 'unblocked_task',
  'ai_budget'));
