-- Booking what was really used: the attempts of one action under one hold, in one transaction with the counters and
-- with the alerts that follow from them.

create function private.served_model(told text, requested text) returns text
language plpgsql stable set search_path = '' as $$
declare
  -- Providers name the model with its date: gpt-6-luna-2026-10-01, models/gemini-2.5-flash-lite-001.
  plain text := regexp_replace(regexp_replace(told, '^models/', ''), '(-\d{4}-\d{2}-\d{2}|-\d{8}|-\d{3}|-latest)$', '');
begin
  if told is null then
    return requested;
  end if;
  return (
    select model.id from public.ai_models model
    where model.id in (told, plain) or model.api_name in (told, plain)
    order by (model.provider = (select asked.provider from public.ai_models asked where asked.id = requested)) desc,
      (told in (model.id, model.api_name)) desc
    limit 1);
end $$;
comment on function private.served_model is 'The model of the catalogue that a provider says has answered; null when it is not in it.';

create function private.tell_of_budget(of_scope text, of_id uuid, metric text, percent integer) returns void
language sql volatile set search_path = '' as $$
  insert into public.notifications (user_id, type, title, body, priority, sent_at)
  select told.user_id, 'ai_budget',
    case when profile.locale = 'de' then
      case when percent >= 100 then 'Das KI-Budget für diesen Monat ist aufgebraucht'
        else percent || ' % des KI-Budgets für diesen Monat sind verbraucht' end
    else
      case when percent >= 100 then 'This month''s AI budget is used up'
        else percent || ' % of this month''s AI budget is used' end
    end,
    case when profile.locale = 'de' then
      case metric when 'money' then 'Gezählt wird Geld.' else 'Gezählt werden Antworten.' end
      || case when of_scope = 'organization' then ' Es ist das Budget deiner Organisation.' else '' end
      || ' Was nichts kostet, geht weiter.'
    else
      case metric when 'money' then 'Counted in money.' else 'Counted in answers.' end
      || case when of_scope = 'organization' then ' It is the budget of your organisation.' else '' end
      || ' What costs nothing goes on.'
    end,
    case when percent >= 95 then 'high' else 'medium' end, private.clock()
  from (
    select of_id as user_id where of_scope = 'user'
    union all
    select member.user_id from public.organization_members member
    where of_scope = 'organization' and member.organization_id = of_id and member.role in ('owner', 'admin')
  ) told
  join public.user_profiles profile on profile.user_id = told.user_id
$$;
comment on function private.tell_of_budget is 'A notice to the person, or to those who manage the organisation.';

create function private.alert_ai_budget(period public.ai_budget_periods) returns void
language plpgsql volatile set search_path = '' as $$
declare
  use record;
  highest int;
begin
  for use in
    select 'money' as metric, period.spent_nano_usd as used, private.ai_limit(period.scope, period.scope_id) as allowed
    union all
    select 'interactions', period.interactions, (private.ai_plan(period.scope_id)).monthly_interactions where period.scope = 'user'
  loop
    with crossed as (
      insert into public.ai_budget_alerts (scope, scope_id, starts_on, metric, percent, used, allowed)
      select period.scope, period.scope_id, period.starts_on, use.metric, threshold.percent, use.used, use.allowed
      from public.ai_alert_thresholds threshold
      where use.used > 0 and use.used::numeric * 100 >= use.allowed::numeric * threshold.percent
      on conflict do nothing
      returning percent
    )
    select max(crossed.percent) into highest from crossed;
    -- Of several at once only the highest is news.
    if highest is not null then
      perform private.tell_of_budget(period.scope, period.scope_id, use.metric, highest);
    end if;
  end loop;
end $$;
comment on function private.alert_ai_budget is
  'Notes which shares of an allowance are used up, in the transaction that used them; the first of many writes the row and tells.';

create function private.book_ai_attempt(hold public.ai_holds, attempt jsonb, place integer, is_late boolean, left_nano_usd bigint)
returns public.ai_model_usage_logs
language plpgsql volatile set search_path = '' as $$
declare
  log public.ai_model_usage_logs;
  planned jsonb := coalesce((
    select call from jsonb_array_elements(hold.calls) with ordinality as c (call, nth)
    where call ->> 'model' = attempt ->> 'model' order by nth limit 1), hold.calls -> 0);
  requested text := coalesce(attempt ->> 'model', planned ->> 'model');
  served text := private.served_model(attempt ->> 'served_model', requested);
  was_dispatched boolean := coalesce((attempt ->> 'dispatched')::boolean, true);
  begun_at timestamptz := least(greatest((attempt ->> 'started_at')::timestamptz, hold.created_at), hold.lease_until);
  usage private.ai_usage;
  price public.ai_model_prices;
  strategic text;
begin
  if jsonb_typeof(attempt -> 'usage') = 'object' then
    usage := private.ai_usage(attempt -> 'usage');
  elsif was_dispatched then
    -- Cut before the provider told: the input was billed, and what came of the answer.
    log.is_estimated := true;
    usage := private.ai_usage(planned - '{output_tokens,total_tokens}'::text[]);
    usage.input_tokens := coalesce(nullif(private.usage_count(attempt, 'input_tokens'), 0), usage.input_tokens);
    usage.output_tokens := ceil(private.usage_count(attempt, 'output_characters') / 4.0);
  else
    usage := private.ai_usage('{}');
  end if;
  price := private.ai_price(served, usage.input_tokens, coalesce(begun_at, hold.created_at));
  log.cost_nano_usd := private.priced(usage, price);
  if log.cost_nano_usd is null then
    -- Billed by somebody, at a price we do not know: the most that was agreed to.
    log.is_estimated := true;
    log.cost_nano_usd := greatest(left_nano_usd, 0);
    insert into public.ai_alarms (kind, key, details) values ('unknown_model',
      'unknown_model ' || coalesce(attempt ->> 'served_model', requested) || ' ' || hold.starts_on,
      jsonb_build_object('requested', requested, 'served', attempt ->> 'served_model', 'hold', hold.id))
    on conflict (key) do nothing;
  end if;
  log.counterfactual_nano_usd := log.cost_nano_usd;
  if hold.tier is not null and usage.input_tokens > 0 then
    select model.id into strategic from public.ai_models model
    where model.tier = 'strategic' and model.is_enabled and model.kind = 'chat' order by model.rank, model.id limit 1;
    log.counterfactual_nano_usd := case when attempt ->> 'error_code' is null then coalesce(
      private.priced(usage, private.ai_price(strategic, usage.input_tokens, hold.created_at)), log.cost_nano_usd) else 0 end;
  end if;
  log.saved_by_cache_nano_usd := usage.cached_input_tokens * (price.input_nano_usd - coalesce(price.cached_input_nano_usd, price.input_nano_usd));

  insert into public.ai_model_usage_logs (
    id, user_id, organization_id, charges_system, starts_on, hold_id, interaction_id, attempt, feature, purpose, tier,
    requested_model, served_model, price_id, input_tokens, cached_input_tokens, cache_write_tokens, audio_input_tokens,
    output_tokens, reasoning_tokens, audio_output_tokens, audio_ms, characters,
    cost_nano_usd, counterfactual_nano_usd, saved_by_cache_nano_usd, is_estimated, is_late, error_code, duration_ms, created_at
  ) values (
    coalesce((attempt ->> 'event_id')::uuid, private.named_uuid(hold.id || ' ' || place)),
    hold.user_id, hold.organization_id, hold.charges_system, hold.starts_on, hold.id, hold.interaction_id, place, hold.feature,
    coalesce(attempt ->> 'purpose', 'answer'), hold.tier, requested, coalesce(served, attempt ->> 'served_model', requested), price.id,
    usage.input_tokens, usage.cached_input_tokens, usage.cache_write_tokens, usage.audio_input_tokens,
    usage.output_tokens, usage.reasoning_tokens, usage.audio_output_tokens, usage.audio_ms, usage.characters,
    log.cost_nano_usd, log.counterfactual_nano_usd, coalesce(log.saved_by_cache_nano_usd, 0), coalesce(log.is_estimated, false),
    is_late, left(attempt ->> 'error_code', 100), (attempt ->> 'duration_ms')::numeric::int, private.clock()
  )
  -- The same event, told twice.
  on conflict (id) do nothing
  returning * into log;
  return log;
end $$;
comment on function private.book_ai_attempt is 'One row of the ledger for one call that was made, or nothing when the event is known.';

create function public.settle_ai_usage(p_hold_id uuid, p_attempts jsonb, p_result jsonb default '{}') returns jsonb
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
  end loop;
  return jsonb_build_object('status', case when was_reserved then 'settled' else 'settled_late' end,
    'cost_nano_usd', spent, 'input_tokens', input, 'output_tokens', output, 'estimated', is_estimated,
    'served_model', last.served_model, 'is_overrun', hold.is_overrun);
end $$;
comment on function public.settle_ai_usage is
  'Books the attempts made under a hold, gives the rest of it back, and tells of budgets that near their end. Once: a second call changes nothing.';

create function public.record_ai_interaction(
  p_user_id uuid, p_interaction_id uuid, p_feature text, p_source text, p_details jsonb default '{}'
) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  cached private.ai_usage := private.ai_usage(coalesce(p_details -> 'usage', '{}'));
  model text := p_details ->> 'model';
  price public.ai_model_prices := private.ai_price(model, cached.input_tokens, private.clock());
begin
  if p_source not in ('rules', 'cache', 'template') then
    raise exception 'what a model answers is settled under its hold' using errcode = '22023';
  end if;
  insert into public.ai_interactions (user_id, id, feature, source, is_success, route, error_code, duration_ms, created_at)
  values (p_user_id, p_interaction_id, p_feature, p_source, coalesce((p_details ->> 'is_success')::boolean, true),
    coalesce(p_details -> 'route', '{}'), left(p_details ->> 'error_code', 100), (p_details ->> 'duration_ms')::numeric::int,
    private.clock())
  on conflict (user_id, id) do nothing;
  if p_source = 'cache' and model is not null then
    insert into public.ai_model_usage_logs (
      id, user_id, starts_on, interaction_id, feature, purpose, requested_model, served_model, price_id,
      input_tokens, output_tokens, cost_nano_usd, saved_by_cache_nano_usd, created_at
    ) values (
      p_interaction_id, p_user_id, date_trunc('month', private.clock() at time zone 'UTC')::date, p_interaction_id, p_feature,
      'cache', model, model, price.id, cached.input_tokens, cached.output_tokens, 0,
      coalesce(private.priced(cached, price), 0), private.clock())
    on conflict (id) do nothing;
  end if;
end $$;
comment on function public.record_ai_interaction is
  'Notes a question that no model had to answer. An answer from the cache is booked with 0, and with what it saved: details { model, usage }.';

revoke all on function public.settle_ai_usage, public.record_ai_interaction from public, anon, authenticated;
grant execute on function public.settle_ai_usage, public.record_ai_interaction to service_role;
grant execute on function private.served_model, private.tell_of_budget, private.alert_ai_budget, private.book_ai_attempt to service_role;
