-- The money around a call, in as few statements as it takes: reserve and settle stand in the way of every answer.

create or replace function private.usage_count(told jsonb, variadic names text[]) returns bigint
language plpgsql immutable set search_path = '' as $$
declare
  name text;
  count jsonb;
begin
  foreach name in array names loop
    count := case when strpos(name, '.') = 0 then told -> name else told #> string_to_array(name, '.') end;
    if jsonb_typeof(count) = 'number' and count::numeric >= 0 then
      return ceil(count::numeric)::bigint;
    end if;
  end loop;
  return 0;
end $$;

create or replace function private.ai_usage(told jsonb) returns private.ai_usage
language plpgsql immutable set search_path = '' as $$
declare
  theirs constant text[] := array['prompt_tokens', 'completion_tokens', 'promptTokenCount', 'candidatesTokenCount', 'thoughtsTokenCount',
    'cachedContentTokenCount', 'totalTokenCount', 'seconds'];
  usage private.ai_usage;
  total bigint;
begin
  if told ?| theirs or jsonb_path_exists(told, '$.* ? (@.type() != "number" || @ < 0 || @ != @.floor())') then
    total := private.usage_count(told, 'total_tokens', 'totalTokenCount');
    usage.input_tokens := private.usage_count(told, 'input_tokens', 'prompt_tokens', 'promptTokenCount');
    usage.cached_input_tokens := private.usage_count(told,
      'cached_input_tokens', 'prompt_tokens_details.cached_tokens', 'input_tokens_details.cached_tokens', 'cachedContentTokenCount');
    usage.cache_write_tokens := private.usage_count(told, 'cache_write_tokens', 'prompt_tokens_details.cache_write_tokens');
    usage.audio_input_tokens := private.usage_count(told,
      'audio_input_tokens', 'prompt_tokens_details.audio_tokens', 'input_token_details.audio_tokens');
    -- Gemini counts thoughts beside the answer, and bills them as output; OpenAI counts them within.
    usage.reasoning_tokens := private.usage_count(told,
      'reasoning_tokens', 'completion_tokens_details.reasoning_tokens', 'output_tokens_details.reasoning_tokens', 'thoughtsTokenCount');
    usage.output_tokens := case when told ? 'candidatesTokenCount' or told ? 'thoughtsTokenCount'
      then private.usage_count(told, 'candidatesTokenCount') + usage.reasoning_tokens
      else private.usage_count(told, 'output_tokens', 'completion_tokens') end;
    usage.audio_output_tokens := private.usage_count(told,
      'audio_output_tokens', 'completion_tokens_details.audio_tokens', 'output_token_details.audio_tokens');
    usage.audio_ms := case when told ? 'audio_ms' then private.usage_count(told, 'audio_ms')
      when jsonb_typeof(told -> 'seconds') = 'number' then ceil((told ->> 'seconds')::numeric * 1000)::bigint else 0 end;
    usage.characters := private.usage_count(told, 'characters');
  else
    -- Whole counts under our own names, as our adapters tell them.
    usage := jsonb_populate_record(row(0, 0, 0, 0, 0, 0, 0, 0, 0)::private.ai_usage, told);
    total := coalesce((told ->> 'total_tokens')::bigint, 0);
  end if;
  usage.cached_input_tokens := least(usage.input_tokens, usage.cached_input_tokens);
  usage.cache_write_tokens := least(usage.input_tokens - usage.cached_input_tokens, usage.cache_write_tokens);
  usage.audio_input_tokens := least(
    usage.input_tokens - usage.cached_input_tokens - usage.cache_write_tokens, usage.audio_input_tokens);
  -- What the total has beyond its parts was billed all the same, and output is the dearest it can have been.
  usage.output_tokens := greatest(usage.output_tokens, total - usage.input_tokens);
  usage.reasoning_tokens := least(usage.reasoning_tokens, usage.output_tokens);
  usage.audio_output_tokens := least(usage.output_tokens, usage.audio_output_tokens);
  return usage;
end $$;

create or replace function private.estimate_ai_calls(calls jsonb, from_at timestamptz, until_at timestamptz) returns private.ai_estimate
language plpgsql stable set search_path = '' as $$
declare
  -- More than any provider counts: speech to text by OpenAI comes to 40 tokens a second, speech to 2 a character.
  audio_tokens_per_second constant int := 50;
  audio_tokens_per_character constant int := 3;
  answer private.ai_estimate := row(0, null, null);
  call jsonb;
  usage private.ai_usage;
  model public.ai_models;
  price public.ai_model_prices;
  cost bigint;
  dearest bigint;
  times bigint;
  has_price boolean;
begin
  -- The attempts of a model are alike.
  for call, times in
    select c.value, count(*) from jsonb_array_elements(calls) with ordinality as c (value, place) group by c.value order by min(c.place)
  loop
    answer.model_id := call ->> 'model';
    select * into model from public.ai_models m where m.id = call ->> 'model';
    answer.problem := case
      when model.id is null then 'unknown_model'
      when not model.is_enabled then 'disabled_model'
      when model.shutdown_on <= (from_at at time zone 'UTC')::date then 'shut_down_model'
      when model.kind = 'chat' and private.usage_count(call, 'max_output_tokens') = 0 then 'no_output_limit'
    end;
    if answer.problem is not null then
      return answer;
    end if;
    usage := private.ai_usage(call - '{model,output_tokens,total_tokens,seconds}'::text[]);
    usage.output_tokens := private.usage_count(call, 'max_output_tokens');
    -- A discount for cached tokens may not come; a surcharge for writing them may.
    usage.cached_input_tokens := 0;
    usage.cache_write_tokens := 0;
    if model.kind = 'transcription' then
      usage.audio_input_tokens := ceil(usage.audio_ms::numeric * audio_tokens_per_second / 1000);
      usage.input_tokens := usage.input_tokens + usage.audio_input_tokens;
      usage.output_tokens := coalesce(nullif(usage.output_tokens, 0), model.max_output_tokens, 0);
    elsif model.kind = 'speech' then
      usage.input_tokens := greatest(usage.input_tokens, usage.characters);
      usage.audio_output_tokens := usage.characters * audio_tokens_per_character;
      usage.output_tokens := usage.audio_output_tokens;
    end if;
    dearest := null;
    has_price := false;
    for price in
      select * from public.ai_model_prices p
      where p.model_id = model.id and p.from_input_tokens <= usage.input_tokens
        and p.valid_from <= until_at and (p.valid_to is null or p.valid_to > from_at)
    loop
      has_price := has_price or price.valid_from <= from_at;
      -- Per kind of input the dearer of writing to the cache and not.
      price.input_nano_usd := greatest(price.input_nano_usd, price.cache_write_nano_usd);
      cost := private.priced(usage, price);
      if cost is null then
        dearest := null;
        exit;
      end if;
      dearest := greatest(dearest, cost);
    end loop;
    if dearest is null or not has_price then
      answer.problem := 'unpriced_model';
      return answer;
    end if;
    answer.amount_nano_usd := answer.amount_nano_usd + dearest * times;
  end loop;
  answer.model_id := null;
  return answer;
end $$;

create or replace function private.served_model(told text, requested text) returns text
language plpgsql stable set search_path = '' as $$
declare
  -- Providers name the model with its date: gpt-6-luna-2026-10-01, models/gemini-2.5-flash-lite-001.
  plain text := regexp_replace(regexp_replace(told, '^models/', ''), '(-\d{4}-\d{2}-\d{2}|-\d{8}|-\d{3}|-latest)$', '');
begin
  if told is null or told = requested then
    return requested;
  end if;
  return (
    select model.id from public.ai_models model
    where model.id in (told, plain) or model.api_name in (told, plain)
    order by (model.provider = (select asked.provider from public.ai_models asked where asked.id = requested)) desc,
      (told in (model.id, model.api_name)) desc
    limit 1);
end $$;

create or replace function private.ai_limit(of_scope text, of_id uuid) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  cap bigint := (select budget.monthly_nano_usd from public.ai_budgets budget where budget.scope = of_scope and budget.scope_id = of_id);
begin
  return case when of_scope = 'user' then least(cap, (private.ai_plan(of_id)).monthly_nano_usd) else cap end;
end $$;

create function private.note_ai_use(period public.ai_budget_periods, of_metric text, of_used bigint, of_allowed bigint) returns void
language plpgsql volatile set search_path = '' as $$
declare
  highest int;
begin
  with crossed as (
    insert into public.ai_budget_alerts (scope, scope_id, starts_on, metric, percent, used, allowed)
    select period.scope, period.scope_id, period.starts_on, of_metric, threshold.percent, of_used, of_allowed
    from public.ai_alert_thresholds threshold
    where of_used::numeric * 100 >= of_allowed::numeric * threshold.percent
    on conflict do nothing
    returning percent
  )
  select max(crossed.percent) into highest from crossed;
  -- Of several at once only the highest is news.
  if highest is not null then
    perform private.tell_of_budget(period.scope, period.scope_id, of_metric, highest);
  end if;
end $$;
comment on function private.note_ai_use is 'Writes which shares of an allowance are used up; the first of many writes the row and tells.';

create or replace function private.alert_ai_budget(period public.ai_budget_periods) returns void
language plpgsql volatile set search_path = '' as $$
declare
  lowest numeric := (select min(threshold.percent) from public.ai_alert_thresholds threshold);
  plan public.ai_plans;
  allowed bigint := (
    select budget.monthly_nano_usd from public.ai_budgets budget
    where budget.scope = period.scope and budget.scope_id = period.scope_id);
begin
  if period.scope = 'user' then
    plan := private.ai_plan(period.scope_id);
    allowed := least(allowed, plan.monthly_nano_usd);
    if period.interactions > 0 and period.interactions * 100 >= plan.monthly_interactions * lowest then
      perform private.note_ai_use(period, 'interactions', period.interactions, plan.monthly_interactions);
    end if;
  end if;
  if period.spent_nano_usd > 0 and period.spent_nano_usd * 100.0 >= allowed * lowest then
    perform private.note_ai_use(period, 'money', period.spent_nano_usd, allowed);
  end if;
end $$;

create or replace function private.charge_ai_periods(
  hold public.ai_holds, was_reserved boolean, spent bigint, counted integer
) returns setof public.ai_budget_periods
language plpgsql volatile set search_path = '' as $$
declare
  is_strategic boolean := coalesce(hold.tier = 'strategic', false) and hold.is_interaction;
begin
  -- Of one row there is no order to keep.
  if hold.organization_id is not null or hold.charges_system then
    perform from private.lock_ai_periods(hold.user_id, hold.organization_id, hold.charges_system, hold.starts_on, false);
  end if;
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

create or replace function private.book_ai_attempt(hold public.ai_holds, attempt jsonb, place integer, is_late boolean, left_nano_usd bigint)
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
    usage := private.ai_usage(planned - '{model,output_tokens,total_tokens}'::text[]);
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

create index ai_interactions_user_id_counted_idx on public.ai_interactions (user_id, created_at) where counted_hold_id is not null;

grant execute on function private.note_ai_use to service_role;
