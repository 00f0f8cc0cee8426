-- Holding money back before a call, and giving it back when nothing came of it. Rows are locked in one order
-- everywhere: holds before periods, and periods by organisation, person, system.

create function private.lock_ai_periods(person uuid, organization uuid, with_system boolean, month date, may_create boolean)
returns setof public.ai_budget_periods
language plpgsql volatile set search_path = '' as $$
begin
  if may_create then
    insert into public.ai_budget_periods (scope, scope_id, starts_on)
    select wanted.scope, wanted.id, month
    from (values (0, 'organization', organization), (1, 'user', person),
      (2, 'system', case when with_system then '00000000-0000-0000-0000-000000000000'::uuid end)) as wanted (place, scope, id)
    where wanted.id is not null and not exists (
      select from public.ai_budget_periods period
      where period.scope = wanted.scope and period.scope_id = wanted.id and period.starts_on = month)
    order by wanted.place
    on conflict do nothing;
  end if;
  return query
    select * from public.ai_budget_periods period
    where period.starts_on = month and (period.scope, period.scope_id) in (
      ('organization', organization), ('user', person),
      ('system', case when with_system then '00000000-0000-0000-0000-000000000000'::uuid end))
    order by array_position(array['organization', 'user', 'system'], period.scope), period.scope_id
    for no key update;
end $$;
comment on function private.lock_ai_periods is 'The counters a hold touches, locked in the order of all.';

create function private.ai_limit(of_scope text, of_id uuid) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (
    select least(
      (select budget.monthly_nano_usd from public.ai_budgets budget where budget.scope = of_scope and budget.scope_id = of_id),
      case when of_scope = 'user' then (private.ai_plan(of_id)).monthly_nano_usd end));
end $$;

create function private.ai_plan(person uuid) returns public.ai_plans
language plpgsql stable set search_path = '' as $$
declare
  found_plan public.ai_plans;
begin
  select plan.* into found_plan from public.ai_plans plan
  where plan.tier = coalesce((select profile.tier from public.user_profiles profile where profile.user_id = person), 'free');
  return found_plan;
end $$;
comment on function private.ai_plan is 'What the tier of a person allows.';
comment on function private.ai_limit is 'How much a scope may spend in a month: the least of plan and caps; null when nothing limits it.';

create function private.answers_of_day(person uuid, day date) returns integer
language plpgsql stable set search_path = '' as $$
declare
  begins timestamptz := day::timestamp at time zone 'UTC';
begin
  return (
    select count(*) from public.ai_interactions interaction
    where interaction.user_id = person and interaction.counted_hold_id is not null
      and interaction.created_at >= begins and interaction.created_at < begins + interval '1 day'
  ) + (
    select count(*) from public.ai_holds hold
    where hold.user_id = person and hold.state = 'reserved' and hold.is_interaction
      and hold.created_at >= begins and hold.created_at < begins + interval '1 day');
end $$;
comment on function private.answers_of_day is 'The answers of a day in UTC, and the questions under way.';

create function private.ai_refusal(
  reason text, scope text, allowed bigint, used bigint, reserved bigint, needed bigint, resets_at timestamptz
) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('status', 'refused', 'reason', reason, 'scope', scope, 'limit', allowed, 'spent', used,
    'reserved', reserved, 'needed', needed, 'resets_at', resets_at)
$$;

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
  p_is_interaction boolean default true
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
  allowed bigint;
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

  select array_agg(locked) into periods
  from private.lock_ai_periods(p_user_id, p_organization_id, has_system, month, true) locked;

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

  estimate := private.estimate_ai_calls(p_calls, at, lease);
  if estimate.problem is not null then
    return jsonb_build_object('status', 'refused', 'reason', estimate.problem, 'model', estimate.model_id);
  end if;
  if p_is_interaction then
    select locked.* into period from unnest(periods) locked where locked.scope = 'user';
    refusal := case
      when period.interactions + period.reserved_interactions >= plan.monthly_interactions then
        private.ai_refusal('interactions', 'user', plan.monthly_interactions, period.interactions, period.reserved_interactions, 1, next_month)
      when private.answers_of_day(p_user_id, today) >= plan.daily_interactions then
        private.ai_refusal('daily_interactions', 'user', plan.daily_interactions, private.answers_of_day(p_user_id, today), 0, 1,
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
    allowed := private.ai_limit(period.scope, period.scope_id);
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
    hold.id, p_user_id, p_organization_id, has_system, month, p_idempotency_key, p_body_hash,
    coalesce(p_interaction_id, hold.id), p_is_interaction, p_feature, p_tier, p_calls, estimate.amount_nano_usd, lease, at
  ) returning * into hold;
  update public.ai_budget_periods p set
    reserved_nano_usd = p.reserved_nano_usd + hold.amount_nano_usd,
    reserved_interactions = p.reserved_interactions + p_is_interaction::int,
    reserved_strategic = p.reserved_strategic + is_strategic::int
  where p.starts_on = month and (p.scope, p.scope_id) in (
    ('user', p_user_id), ('organization', p_organization_id),
    ('system', case when has_system then '00000000-0000-0000-0000-000000000000'::uuid end));
  return jsonb_build_object('status', 'reserved', 'hold_id', hold.id, 'interaction_id', hold.interaction_id,
    'amount_nano_usd', hold.amount_nano_usd, 'lease_until', hold.lease_until);
end $$;
comment on function public.reserve_ai_budget is
  'Holds back what these calls can cost at most, in every scope or in none. Answers reserved, refused (what did not fit), in_progress, replay or conflict.';

create function private.charge_ai_periods(
  hold public.ai_holds, was_reserved boolean, spent bigint, counted integer
) returns setof public.ai_budget_periods
language plpgsql volatile set search_path = '' as $$
declare
  is_strategic boolean := coalesce(hold.tier = 'strategic', false) and hold.is_interaction;
begin
  perform from private.lock_ai_periods(hold.user_id, hold.organization_id, hold.charges_system, hold.starts_on, false);
  return query
    update public.ai_budget_periods p set
      spent_nano_usd = p.spent_nano_usd + spent,
      interactions = p.interactions + counted,
      strategic_interactions = p.strategic_interactions + case when hold.tier = 'strategic' then counted else 0 end,
      reserved_nano_usd = p.reserved_nano_usd - case when was_reserved then hold.amount_nano_usd else 0 end,
      reserved_interactions = p.reserved_interactions - (was_reserved and hold.is_interaction)::int,
      reserved_strategic = p.reserved_strategic - (was_reserved and is_strategic)::int
    where p.starts_on = hold.starts_on and (p.scope, p.scope_id) in (
      ('user', hold.user_id), ('organization', hold.organization_id),
      ('system', case when hold.charges_system then '00000000-0000-0000-0000-000000000000'::uuid end))
    returning p.*;
end $$;
comment on function private.charge_ai_periods is 'Moves a hold from reserved to spent in all its scopes.';

create function public.release_ai_hold(p_hold_id uuid, p_outcome jsonb default null) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  hold public.ai_holds;
begin
  update public.ai_holds h set state = 'released', outcome = p_outcome, finished_at = private.clock()
  where h.id = p_hold_id and h.state = 'reserved' returning * into hold;
  if found then
    perform from private.charge_ai_periods(hold, true, 0, 0);
  else
    select * into hold from public.ai_holds h where h.id = p_hold_id;
    if not found then
      raise exception 'there is no such hold' using errcode = 'PT404';
    end if;
  end if;
  return jsonb_build_object('state', hold.state, 'cost_nano_usd', hold.spent_nano_usd);
end $$;
comment on function public.release_ai_hold is
  'Gives back a hold under which no provider was called. A hold that was settled stays so, and the answer says it.';

create function private.scopes_of(hold public.ai_holds) returns table (scope text, scope_id uuid)
language sql immutable rows 2 set search_path = '' as $$
  select part.scope, part.id from (values
    ('organization', hold.organization_id), ('user', hold.user_id),
    ('system', case when hold.charges_system then '00000000-0000-0000-0000-000000000000'::uuid end)) as part (scope, id)
  where part.id is not null
$$;
comment on function private.scopes_of is 'Whose counters a hold touches.';

create function private.expire_ai_holds(only_of uuid default null) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  ids uuid[];
begin
  -- Those that are being settled at this moment are locked, and left alone.
  select array_agg(due.id) into ids from (
    select h.id from public.ai_holds h
    where h.state = 'reserved' and h.lease_until < at and (only_of is null or h.user_id = only_of)
    order by h.lease_until limit 1000 for update skip locked) due;
  if ids is null then
    return 0;
  end if;
  perform from public.ai_budget_periods p
  where (p.scope, p.scope_id, p.starts_on) in (
    select s.scope, s.scope_id, h.starts_on from public.ai_holds h cross join private.scopes_of(h) s where h.id = any (ids))
  order by array_position(array['organization', 'user', 'system'], p.scope), p.scope_id, p.starts_on
  for no key update;
  update public.ai_budget_periods p set
    reserved_nano_usd = p.reserved_nano_usd - part.amount,
    reserved_interactions = p.reserved_interactions - part.interactions,
    reserved_strategic = p.reserved_strategic - part.strategic
  from (
    select s.scope, s.scope_id, h.starts_on, sum(h.amount_nano_usd) as amount,
      count(*) filter (where h.is_interaction) as interactions,
      count(*) filter (where h.is_interaction and h.tier = 'strategic') as strategic
    from public.ai_holds h cross join private.scopes_of(h) s
    where h.id = any (ids)
    group by 1, 2, 3) part
  where p.scope = part.scope and p.scope_id = part.scope_id and p.starts_on = part.starts_on;
  update public.ai_holds h set state = 'expired', finished_at = at where h.id = any (ids);
  insert into public.ai_alarms (kind, key, details) values
    ('expired_holds', 'expired ' || ids[1], jsonb_build_object('holds', to_jsonb(ids)))
  on conflict (key) do nothing;
  return cardinality(ids);
end $$;
comment on function private.expire_ai_holds is
  'Gives back what was held by requests that never came to an end. Runs every minute, for all people. A request that settles later is still booked.';

revoke all on function public.reserve_ai_budget, public.release_ai_hold from public, anon, authenticated;
grant execute on function public.reserve_ai_budget, public.release_ai_hold to service_role;
grant execute on function private.lock_ai_periods, private.ai_limit, private.ai_plan, private.answers_of_day, private.ai_refusal,
  private.charge_ai_periods, private.scopes_of, private.expire_ai_holds to service_role;
grant execute on function private.ai_limit, private.ai_plan, private.answers_of_day to authenticated;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-ai-holds', '* * * * *', 'select private.expire_ai_holds()');
  end if;
end $$;
