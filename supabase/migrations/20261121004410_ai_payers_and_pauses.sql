-- A stop when much is spent within a minute, who pays for a person, and rates that are taken together with the hold.

create table private.spend_rules (
  scope text primary key check (scope in ('user', 'organization')),
  nano_usd_per_minute bigint not null check (nano_usd_per_minute > 0),
  pause_seconds integer not null check (pause_seconds between 1 and 86400)
);
comment on table private.spend_rules is
  'More than this within a minute is no conversation any more: no model is asked for so many seconds. A scope without a row is not watched.';
insert into private.spend_rules (scope, nano_usd_per_minute, pause_seconds) values
  ('user', 300000000, 600),
  ('organization', 3000000000, 600);

create table private.spend_levels (
  scope text not null,
  scope_id uuid not null,
  level_nano_usd bigint not null,
  drained_at timestamptz not null,
  paused_until timestamptz,
  primary key (scope, scope_id)
) with (fillfactor = 70);
comment on table private.spend_levels is
  'What a scope spent of late: it fills with what is settled and drains by its rule, minute by minute. What has not been touched for a day is forgotten.';
create index spend_levels_drained_at_idx on private.spend_levels (drained_at);
grant select on private.spend_rules to service_role;
grant select, insert, update, delete on private.spend_levels to service_role;

alter table public.ai_alarms drop constraint ai_alarms_kind_check;
alter table public.ai_alarms add constraint ai_alarms_kind_check
  check (kind in ('drift', 'overrun', 'unknown_model', 'expired_holds', 'spend_rate'));

create function private.tell_of_pause(of_scope text, of_id uuid, until timestamptz) returns void
language sql volatile set search_path = '' as $$
  insert into public.notifications (user_id, type, title, body, priority, sent_at)
  select told.user_id, 'ai_budget',
    case when profile.locale = 'de' then 'KI-Anfragen machen eine Pause' else 'AI requests take a break' end,
    case when profile.locale = 'de' then
      'In kurzer Zeit wurde ungewöhnlich viel ausgegeben' || case when of_scope = 'organization' then ' in deiner Organisation' else '' end
        || '. Ab ' || to_char(until at time zone profile.time_zone, 'HH24:MI') || ' Uhr geht es weiter. Was nichts kostet, geht auch jetzt.'
    else
      'Unusually much was spent in a short time' || case when of_scope = 'organization' then ' in your organisation' else '' end
        || '. They go on at ' || to_char(until at time zone profile.time_zone, 'HH24:MI') || '. What costs nothing works all the same.'
    end,
    'high', private.clock()
  from (
    select of_id as user_id where of_scope = 'user'
    union all
    select member.user_id from public.organization_members member
    where of_scope = 'organization' and member.organization_id = of_id and member.role in ('owner', 'admin')
  ) told
  join public.user_profiles profile on profile.user_id = told.user_id
$$;
comment on function private.tell_of_pause is 'A notice to the person, or to those who manage the organisation.';

create function private.note_ai_spend(of_scope text, of_id uuid, spent bigint) returns void
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  rule private.spend_rules;
  level private.spend_levels;
begin
  select * into rule from private.spend_rules r where r.scope = of_scope;
  if not found then
    return;
  end if;
  insert into private.spend_levels as known (scope, scope_id, level_nano_usd, drained_at) values (of_scope, of_id, spent, at)
  on conflict (scope, scope_id) do update set
    level_nano_usd = spent + greatest(0, known.level_nano_usd - floor(
      rule.nano_usd_per_minute * greatest(0, extract(epoch from at - known.drained_at)) / 60)::bigint),
    drained_at = greatest(known.drained_at, at)
  returning * into level;
  if level.level_nano_usd <= rule.nano_usd_per_minute or level.paused_until > at then
    return;
  end if;
  update private.spend_levels l set paused_until = at + make_interval(secs => rule.pause_seconds)
  where l.scope = of_scope and l.scope_id = of_id returning * into level;
  insert into public.ai_alarms (kind, key, details) values ('spend_rate',
    concat_ws(' ', 'spend_rate', of_scope, of_id, level.paused_until),
    jsonb_build_object('scope', of_scope, 'scope_id', of_id, 'spent', level.level_nano_usd,
      'per_minute', rule.nano_usd_per_minute, 'paused_until', level.paused_until))
  on conflict (key) do nothing;
  perform private.tell_of_pause(of_scope, of_id, level.paused_until);
end $$;
comment on function private.note_ai_spend is
  'Counts what was spent into the level of its scope, and stops the scope for a while when that is over. Whoever of many comes first stops it, and tells.';

create function private.ai_pause(person uuid, organization uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select private.ai_refusal('spend_rate', level.scope, rule.nano_usd_per_minute, level.level_nano_usd, 0, null, level.paused_until)
    from private.spend_levels level join private.spend_rules rule on rule.scope = level.scope
    where (level.scope, level.scope_id) in (('user', person), ('organization', organization)) and level.paused_until > private.clock()
    order by level.paused_until desc limit 1);
end $$;
comment on function private.ai_pause is 'The refusal of whoever is paused, until the last pause has ended; null when nobody is.';

alter table public.ai_settings
  add column organization_id uuid,
  add constraint ai_settings_organization_id_fkey foreign key (organization_id, user_id)
    references public.organization_members (organization_id, user_id) on delete set null (organization_id);
comment on column public.ai_settings.organization_id is
  'Whose AI budget the person uses beside their own: of an organisation they are a member of. Null: nobody else''s.';
create index ai_settings_organization_id_idx on public.ai_settings (organization_id, user_id) where organization_id is not null;

create function private.ai_payer(person uuid) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  return (
    select setting.organization_id from public.ai_settings setting
    join public.ai_budgets budget on budget.scope = 'organization' and budget.scope_id = setting.organization_id
    where setting.user_id = person);
end $$;
comment on function private.ai_payer is 'The organisation a person chose to pay, as long as it has a budget for models; null when they pay alone.';

drop function public.reserve_ai_budget(uuid, text, text, text, jsonb, uuid, text, integer, uuid, boolean);
create function public.reserve_ai_budget(
  p_user_id uuid,
  p_idempotency_key text,
  p_body_hash text,
  p_feature text,
  p_calls jsonb,
  p_organization_id uuid default null,
  p_tier text default null,
  p_deadline_seconds integer default 60,
  p_interaction_id uuid default null,
  p_is_interaction boolean default true,
  p_takes jsonb default null
) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz := private.clock();
  today date := (at at time zone 'UTC')::date;
  month date := date_trunc('month', today)::date;
  next_month timestamptz := (month + interval '1 month') at time zone 'UTC';
  lease timestamptz := at + make_interval(secs => p_deadline_seconds + 60);
  has_system boolean := exists (select from public.ai_budgets budget where budget.scope = 'system');
  is_strategic boolean := coalesce(p_tier = 'strategic', false) and p_is_interaction;
  hold public.ai_holds;
  plan public.ai_plans := private.ai_plan(p_user_id);
  estimate private.ai_estimate;
  periods public.ai_budget_periods[];
  period public.ai_budget_periods;
  payer uuid := coalesce(p_organization_id, private.ai_payer(p_user_id));
  allowed bigint;
  answers integer;
  taken jsonb;
  refusal jsonb;
begin
  if jsonb_typeof(p_calls) is distinct from 'array' or jsonb_array_length(p_calls) not between 1 and 32 then
    raise exception 'name between 1 and 32 calls' using errcode = '22023';
  elsif p_deadline_seconds is null or p_deadline_seconds not between 1 and 900 then
    raise exception 'a deadline lies between 1 and 900 seconds' using errcode = '22023';
  elsif p_organization_id is not null and not exists (
    select from public.organization_members member
    where member.organization_id = p_organization_id and member.user_id = p_user_id
  ) then
    raise exception 'only members use the budget of an organisation' using errcode = '42501';
  end if;

  if p_takes is not null then
    taken := public.take_rate(p_takes);
    if not (taken ->> 'allowed')::boolean then
      return taken || '{"status": "limited"}';
    end if;
  end if;

  select array_agg(locked) into periods
  from private.lock_ai_periods(p_user_id, payer, has_system, month, true) locked;

  -- Under the lock: of two requests with one key the second one sees what the first one did.
  select * into hold from public.ai_holds h where h.user_id = p_user_id and h.idempotency_key = p_idempotency_key;
  if found then
    return case
      when hold.body_hash <> p_body_hash then jsonb_build_object('status', 'conflict', 'hold_id', hold.id)
      when hold.state = 'reserved' and hold.lease_until > at then
        jsonb_build_object('status', 'in_progress', 'hold_id', hold.id, 'interaction_id', hold.interaction_id,
          'lease_until', hold.lease_until)
      else jsonb_build_object('status', 'replay', 'state', case hold.state when 'reserved' then 'expired' else hold.state end, 'hold_id', hold.id,
        'interaction_id', hold.interaction_id, 'cost_nano_usd', hold.spent_nano_usd, 'outcome', hold.outcome)
    end;
  end if;

  refusal := private.ai_pause(p_user_id, payer);
  if refusal is not null then
    return refusal;
  end if;
  estimate := private.estimate_ai_calls(p_calls, at, lease);
  if estimate.problem is not null then
    return jsonb_build_object('status', 'refused', 'reason', estimate.problem, 'model', estimate.model_id);
  end if;
  if p_is_interaction then
    answers := private.answers_of_day(p_user_id, today);
    select locked.* into period from unnest(periods) locked where locked.scope = 'user';
    refusal := case
      when period.interactions + period.reserved_interactions >= plan.monthly_interactions then
        private.ai_refusal('interactions', 'user', plan.monthly_interactions, period.interactions, period.reserved_interactions, 1, next_month)
      when answers >= plan.daily_interactions then
        private.ai_refusal('daily_interactions', 'user', plan.daily_interactions, answers, 0, 1,
          (today + 1)::timestamp at time zone 'UTC')
      when is_strategic and period.strategic_interactions + period.reserved_strategic
          >= plan.monthly_interactions * plan.strategic_share_percent / 100 then
        private.ai_refusal('strategic_share', 'user', plan.monthly_interactions * plan.strategic_share_percent / 100,
          period.strategic_interactions, period.reserved_strategic, 1, next_month)
    end;
    if refusal is not null then
      return refusal;
    end if;
  end if;
  foreach period in array periods loop
    allowed := (
      select budget.monthly_nano_usd from public.ai_budgets budget where budget.scope = period.scope and budget.scope_id = period.scope_id);
    if period.scope = 'user' then
      allowed := least(allowed, plan.monthly_nano_usd);
    end if;
    if period.spent_nano_usd + period.reserved_nano_usd + estimate.amount_nano_usd > allowed then
      return private.ai_refusal('budget', period.scope, allowed, period.spent_nano_usd, period.reserved_nano_usd,
        estimate.amount_nano_usd, next_month);
    end if;
  end loop;

  hold.id := gen_random_uuid();
  insert into public.ai_holds (
    id, user_id, organization_id, charges_system, starts_on, idempotency_key, body_hash, interaction_id, is_interaction,
    feature, tier, calls, amount_nano_usd, lease_until, created_at
  ) values (
    hold.id, p_user_id, payer, has_system, month, p_idempotency_key, p_body_hash,
    coalesce(p_interaction_id, hold.id), p_is_interaction, p_feature, p_tier, p_calls, estimate.amount_nano_usd, lease, at
  ) returning * into hold;
  update public.ai_budget_periods p set
    reserved_nano_usd = p.reserved_nano_usd + hold.amount_nano_usd,
    reserved_interactions = p.reserved_interactions + p_is_interaction::int,
    reserved_strategic = p.reserved_strategic + is_strategic::int
  where p.starts_on = month and (p.scope, p.scope_id) in (
    ('user', p_user_id), ('organization', payer),
    ('system', case when has_system then '00000000-0000-0000-0000-000000000000'::uuid end));
  return jsonb_build_object('status', 'reserved', 'hold_id', hold.id, 'interaction_id', hold.interaction_id,
    'amount_nano_usd', hold.amount_nano_usd, 'lease_until', hold.lease_until);
end $$;
comment on function public.reserve_ai_budget is
  'Holds back what these calls can cost at most, in every scope or in none. Answers reserved, refused (what did not fit), limited (too often: p_takes, as take_rate has them), in_progress, replay or conflict.';
revoke all on function public.reserve_ai_budget from public, anon, authenticated;
grant execute on function public.reserve_ai_budget to service_role;

create or replace function public.settle_ai_usage(p_hold_id uuid, p_attempts jsonb, p_result jsonb default '{}') returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  hold public.ai_holds;
  was_reserved boolean;
  log public.ai_model_usage_logs;
  last public.ai_model_usage_logs;
  attempt jsonb;
  place int := 0;
  spent bigint := 0;
  input bigint := 0;
  output bigint := 0;
  is_estimated boolean := false;
  is_success boolean := coalesce((p_result ->> 'is_success')::boolean, false);
  counted int := 0;
  period public.ai_budget_periods;
begin
  if jsonb_typeof(p_attempts) is distinct from 'array' or jsonb_array_length(p_attempts) > 32 then
    raise exception 'attempts are a list of at most 32' using errcode = '22023';
  end if;
  select * into hold from public.ai_holds h where h.id = p_hold_id for no key update;
  if not found then
    raise exception 'there is no such hold' using errcode = 'PT404';
  elsif hold.state = 'settled' then
    return jsonb_build_object('status', 'already_settled', 'cost_nano_usd', hold.spent_nano_usd, 'is_overrun', hold.is_overrun);
  end if;
  was_reserved := hold.state = 'reserved';

  for attempt in select value from jsonb_array_elements(p_attempts) loop
    place := place + 1;
    log := private.book_ai_attempt(hold, attempt, place, not was_reserved, hold.amount_nano_usd - spent);
    if log.id is not null then
      spent := spent + log.cost_nano_usd;
      input := input + log.input_tokens;
      output := output + log.output_tokens;
      is_estimated := is_estimated or log.is_estimated;
      last := log;
    end if;
  end loop;

  if hold.user_id is not null then
    insert into public.ai_interactions as known (
      user_id, id, organization_id, feature, source, tier, is_success, counted_hold_id, requested_model, served_model,
      input_tokens, output_tokens, cost_nano_usd, is_estimated, route, error_code, duration_ms, created_at
    ) values (
      hold.user_id, hold.interaction_id, hold.organization_id, hold.feature, coalesce(p_result ->> 'source', 'model'), hold.tier,
      is_success, case when is_success and hold.is_interaction then hold.id end, last.requested_model, last.served_model,
      input, output, spent, is_estimated, coalesce(p_result -> 'route', '{}'), left(p_result ->> 'error_code', 100),
      (p_result ->> 'duration_ms')::numeric::int, hold.created_at
    )
    -- One question may take several holds: hearing it, answering it, reading the answer out.
    on conflict (user_id, id) do update set
      input_tokens = known.input_tokens + excluded.input_tokens,
      output_tokens = known.output_tokens + excluded.output_tokens,
      cost_nano_usd = known.cost_nano_usd + excluded.cost_nano_usd,
      is_estimated = known.is_estimated or excluded.is_estimated,
      is_success = case when hold.is_interaction then excluded.is_success else known.is_success end,
      counted_hold_id = coalesce(known.counted_hold_id, excluded.counted_hold_id),
      source = case when hold.is_interaction then excluded.source else known.source end,
      tier = case when hold.is_interaction then excluded.tier else known.tier end,
      route = case when hold.is_interaction then excluded.route else known.route end,
      requested_model = case when hold.is_interaction then excluded.requested_model else known.requested_model end,
      served_model = case when hold.is_interaction then excluded.served_model else known.served_model end,
      error_code = case when hold.is_interaction then excluded.error_code else known.error_code end,
      duration_ms = case when hold.is_interaction then excluded.duration_ms else known.duration_ms end
    returning coalesce(known.counted_hold_id = hold.id, false)::int into counted;
  end if;

  update public.ai_holds h set
    state = 'settled', spent_nano_usd = spent, is_counted = counted = 1, outcome = p_result -> 'outcome', finished_at = private.clock(),
    is_overrun = spent > h.amount_nano_usd or (not was_reserved and spent > 0)
  where h.id = hold.id returning * into hold;
  if hold.is_overrun then
    insert into public.ai_alarms (kind, key, details) values ('overrun', 'overrun ' || hold.id,
      jsonb_build_object('hold', hold.id, 'held', hold.amount_nano_usd, 'spent', spent, 'was_late', not was_reserved))
    on conflict (key) do nothing;
  end if;
  for period in select * from private.charge_ai_periods(hold, was_reserved, spent, counted) loop
    perform private.alert_ai_budget(period);
    if spent > 0 then
      perform private.note_ai_spend(period.scope, period.scope_id, spent);
    end if;
  end loop;
  return jsonb_build_object('status', case when was_reserved then 'settled' else 'settled_late' end,
    'cost_nano_usd', spent, 'input_tokens', input, 'output_tokens', output, 'estimated', is_estimated,
    'served_model', last.served_model, 'is_overrun', hold.is_overrun);
end $$;

create or replace function public.ai_budget_state(p_user_id uuid default auth.uid(), p_organization_id uuid default null) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  today date := (private.clock() at time zone 'UTC')::date;
  month date := date_trunc('month', today)::date;
  plan public.ai_plans := private.ai_plan(p_user_id);
  payer uuid := coalesce(p_organization_id, private.ai_payer(p_user_id));
  own public.ai_budget_periods;
begin
  select * into own from public.ai_budget_periods period
  where period.scope = 'user' and period.scope_id = p_user_id and period.starts_on = month;
  return jsonb_build_object(
    'tier', plan.tier,
    'starts_on', month,
    'resets_at', (month + interval '1 month') at time zone 'UTC',
    'scopes', (
      select jsonb_agg(jsonb_build_object('scope', wanted.scope, 'limit_nano_usd', private.ai_limit(wanted.scope, wanted.id),
        'spent_nano_usd', coalesce(period.spent_nano_usd, 0), 'reserved_nano_usd', coalesce(period.reserved_nano_usd, 0))
        order by wanted.place)
      from (values (1, 'user', p_user_id), (2, 'organization', payer)) as wanted (place, scope, id)
      left join public.ai_budget_periods period
        on period.scope = wanted.scope and period.scope_id = wanted.id and period.starts_on = month
      where wanted.id is not null),
    'interactions', jsonb_build_object(
      'used', coalesce(own.interactions, 0), 'reserved', coalesce(own.reserved_interactions, 0), 'allowed', plan.monthly_interactions,
      'today', private.answers_of_day(p_user_id, today), 'allowed_today', plan.daily_interactions,
      'strategic', coalesce(own.strategic_interactions, 0),
      'allowed_strategic', plan.monthly_interactions * plan.strategic_share_percent / 100));
end $$;

grant execute on function private.tell_of_pause, private.note_ai_spend, private.ai_pause to service_role;
grant execute on function private.ai_payer to authenticated, service_role;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('forget-spend-levels', '29 * * * *',
      'delete from private.spend_levels where drained_at < now() - interval ''1 day''');
  end if;
end $$;
