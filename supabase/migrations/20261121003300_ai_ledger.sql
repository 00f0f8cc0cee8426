-- The ledger: every call of a model, what it used, what it cost, by which price. Rows are added and never changed.

create table public.ai_interactions (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  organization_id uuid references public.organizations (id) on delete set null,
  feature text not null check (feature ~ '^[a-z][a-z0-9_]{0,62}$'),
  source text not null check (source in ('rules', 'cache', 'model', 'template')),
  tier text check (tier in ('execution', 'strategic', 'fallback')),
  is_success boolean not null,
  counted_hold_id uuid references public.ai_holds (id),
  requested_model text,
  served_model text,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_nano_usd bigint not null default 0 check (cost_nano_usd >= 0),
  is_estimated boolean not null default false,
  route jsonb not null default '{}',
  error_code text check (char_length(error_code) <= 100),
  duration_ms integer check (duration_ms >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.ai_interactions is
  'One row per question to the assistant or to an AI feature: who answered, by which route, and what it cost. The receipt.';
comment on column public.ai_interactions.counted_hold_id is
  'Under which hold it used up one of the answers of the month: a model answered, and well. Null: it did not.';
create index ai_interactions_counted_hold_id_idx on public.ai_interactions (counted_hold_id) where counted_hold_id is not null;
create index ai_interactions_user_id_created_at_idx on public.ai_interactions (user_id, created_at desc);
create index ai_interactions_organization_id_idx on public.ai_interactions (organization_id) where organization_id is not null;
create trigger ai_interactions_touch before update on public.ai_interactions
  for each row execute function private.touch_updated_at();

create table public.ai_model_usage_logs (
  id uuid primary key,
  -- Of a deleted account the sums stay for the organisation's books, without the person.
  user_id uuid references auth.users (id) on delete set null,
  organization_id uuid references public.organizations (id) on delete set null,
  charges_system boolean not null default false,
  starts_on date not null,
  hold_id uuid references public.ai_holds (id),
  interaction_id uuid,
  attempt smallint not null default 1 check (attempt >= 1),
  feature text not null,
  purpose text not null default 'answer' check (purpose ~ '^[a-z][a-z_]{0,40}$'),
  tier text check (tier in ('execution', 'strategic', 'fallback')),
  requested_model text not null,
  served_model text not null,
  price_id bigint references public.ai_model_prices (id),
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  cached_input_tokens bigint not null default 0 check (cached_input_tokens >= 0),
  cache_write_tokens bigint not null default 0 check (cache_write_tokens >= 0),
  audio_input_tokens bigint not null default 0 check (audio_input_tokens >= 0),
  output_tokens bigint not null default 0 check (output_tokens >= 0),
  reasoning_tokens bigint not null default 0 check (reasoning_tokens >= 0),
  audio_output_tokens bigint not null default 0 check (audio_output_tokens >= 0),
  audio_ms bigint not null default 0 check (audio_ms >= 0),
  characters bigint not null default 0 check (characters >= 0),
  cost_nano_usd bigint not null check (cost_nano_usd >= 0),
  counterfactual_nano_usd bigint not null default 0 check (counterfactual_nano_usd >= 0),
  saved_by_cache_nano_usd bigint not null default 0,
  is_estimated boolean not null default false,
  is_late boolean not null default false,
  error_code text check (char_length(error_code) <= 100),
  duration_ms integer check (duration_ms >= 0),
  created_at timestamptz not null default now()
);
comment on table public.ai_model_usage_logs is
  'The ledger of all calls, append-only. The id is that of the event: an event that is told twice is booked once.';
comment on column public.ai_model_usage_logs.starts_on is 'The month it is booked in: that of its hold.';
comment on column public.ai_model_usage_logs.counterfactual_nano_usd is 'What the strategic model would have cost for the same tokens.';
comment on column public.ai_model_usage_logs.saved_by_cache_nano_usd is
  'What cached tokens, or an answer from the cache, would have cost more without it.';
create index ai_model_usage_logs_user_id_starts_on_idx on public.ai_model_usage_logs (user_id, starts_on, created_at);
create index ai_model_usage_logs_organization_id_starts_on_idx on public.ai_model_usage_logs (organization_id, starts_on)
  where organization_id is not null;
create index ai_model_usage_logs_starts_on_idx on public.ai_model_usage_logs (starts_on);
create index ai_model_usage_logs_hold_id_idx on public.ai_model_usage_logs (hold_id);
create index ai_model_usage_logs_price_id_idx on public.ai_model_usage_logs (price_id);

create function private.keep_ledger() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    -- The one change there is: an account or an organisation that is deleted leaves its name out.
    if (new.user_id is null or new.user_id is not distinct from old.user_id)
      and (new.organization_id is null or new.organization_id is not distinct from old.organization_id)
      and to_jsonb(new) - '{user_id,organization_id}'::text[] = to_jsonb(old) - '{user_id,organization_id}'::text[] then
      return new;
    end if;
  end if;
  raise exception 'the ledger is never changed' using errcode = '42501';
end $$;
create trigger ai_model_usage_logs_keep before update or delete on public.ai_model_usage_logs
  for each row execute function private.keep_ledger();
create trigger ai_model_usage_logs_keep_all before truncate on public.ai_model_usage_logs
  for each statement execute function private.keep_ledger();

create table public.ai_alarms (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('drift', 'overrun', 'unknown_model', 'expired_holds')),
  key text not null unique,
  details jsonb not null default '{}',
  resolved_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.ai_alarms is
  'What the operator must look at: counters that differ from the ledger, calls that cost more than was held, models without a price.';

alter table public.ai_interactions enable row level security;
alter table public.ai_model_usage_logs enable row level security;
alter table public.ai_alarms enable row level security;
grant select on public.ai_interactions, public.ai_model_usage_logs to authenticated;
grant all on public.ai_interactions, public.ai_model_usage_logs, public.ai_alarms to service_role;
create policy "Owners read their interactions" on public.ai_interactions for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners read their usage" on public.ai_model_usage_logs for select to authenticated
  using (user_id = (select auth.uid()));
