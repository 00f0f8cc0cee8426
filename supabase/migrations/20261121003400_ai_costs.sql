-- What a call costs, and what it may cost at most. Whole nano-USD throughout; what does not divide is rounded up, once.

create type private.ai_usage as (
  input_tokens bigint,
  cached_input_tokens bigint,
  cache_write_tokens bigint,
  audio_input_tokens bigint,
  output_tokens bigint,
  reasoning_tokens bigint,
  audio_output_tokens bigint,
  audio_ms bigint,
  characters bigint
);

-- Plpgsql throughout: an SQL function with a fixed search path is planned anew at each of its dozen calls.
create function private.usage_count(told jsonb, variadic names text[]) returns bigint
language plpgsql immutable set search_path = '' as $$
declare
  name text;
  count jsonb;
begin
  foreach name in array names loop
    count := told #> string_to_array(name, '.');
    if jsonb_typeof(count) = 'number' and count::numeric >= 0 then
      return ceil(count::numeric)::bigint;
    end if;
  end loop;
  return 0;
end $$;
comment on function private.usage_count is 'The first of these paths that holds a count.';

create function private.ai_usage(told jsonb) returns private.ai_usage
language plpgsql immutable set search_path = '' as $$
declare
  usage private.ai_usage;
  total bigint := private.usage_count(told, 'total_tokens', 'totalTokenCount');
begin
  usage.input_tokens := private.usage_count(told, 'input_tokens', 'prompt_tokens', 'promptTokenCount');
  usage.cached_input_tokens := least(usage.input_tokens, private.usage_count(told,
    'cached_input_tokens', 'prompt_tokens_details.cached_tokens', 'input_tokens_details.cached_tokens', 'cachedContentTokenCount'));
  usage.cache_write_tokens := least(usage.input_tokens - usage.cached_input_tokens, private.usage_count(told,
    'cache_write_tokens', 'prompt_tokens_details.cache_write_tokens'));
  usage.audio_input_tokens := least(usage.input_tokens - usage.cached_input_tokens - usage.cache_write_tokens, private.usage_count(told,
    'audio_input_tokens', 'prompt_tokens_details.audio_tokens', 'input_token_details.audio_tokens'));
  -- Gemini counts thoughts beside the answer, and bills them as output; OpenAI counts them within.
  usage.reasoning_tokens := private.usage_count(told,
    'reasoning_tokens', 'completion_tokens_details.reasoning_tokens', 'output_tokens_details.reasoning_tokens', 'thoughtsTokenCount');
  usage.output_tokens := case when told ? 'candidatesTokenCount' or told ? 'thoughtsTokenCount'
    then private.usage_count(told, 'candidatesTokenCount') + usage.reasoning_tokens
    else private.usage_count(told, 'output_tokens', 'completion_tokens') end;
  -- What the total has beyond its parts was billed all the same, and output is the dearest it can have been.
  usage.output_tokens := greatest(usage.output_tokens, total - usage.input_tokens);
  usage.reasoning_tokens := least(usage.reasoning_tokens, usage.output_tokens);
  usage.audio_output_tokens := least(usage.output_tokens, private.usage_count(told,
    'audio_output_tokens', 'completion_tokens_details.audio_tokens', 'output_token_details.audio_tokens'));
  usage.audio_ms := case when told ? 'audio_ms' then private.usage_count(told, 'audio_ms')
    when jsonb_typeof(told -> 'seconds') = 'number' then ceil((told ->> 'seconds')::numeric * 1000)::bigint else 0 end;
  usage.characters := private.usage_count(told, 'characters');
  return usage;
end $$;
comment on function private.ai_usage is
  'Usage as OpenAI, Gemini or our own adapters tell it, in one form: cached, written and audio within input; reasoning and audio within output.';

create function private.ai_price(model text, input_tokens bigint, at timestamptz) returns public.ai_model_prices
language plpgsql stable set search_path = '' as $$
declare
  found_price public.ai_model_prices;
begin
  select * into found_price from public.ai_model_prices price
  where price.model_id = model and price.from_input_tokens <= ai_price.input_tokens
    and price.valid_from <= at and (price.valid_to is null or price.valid_to > at)
  order by price.from_input_tokens desc limit 1;
  return found_price;
end $$;
comment on function private.ai_price is 'The price of a request of this size at this instant; the whole request falls under one.';

create function private.priced(usage private.ai_usage, price public.ai_model_prices) returns bigint
language plpgsql immutable set search_path = '' as $$
declare
  input bigint := price.input_nano_usd;
begin
  if price.id is null or (
    -- Something was used that this price says nothing of.
    (input is null or (price.output_nano_usd is null and usage.output_tokens > 0))
    and (price.audio_hour_nano_usd is null or usage.audio_ms = 0)
    and (price.character_nano_usd is null or usage.characters = 0)
    and usage.input_tokens + usage.output_tokens + usage.audio_ms + usage.characters > 0
  ) then
    return null;
  end if;
  return coalesce(
      (usage.input_tokens - usage.cached_input_tokens - usage.cache_write_tokens - usage.audio_input_tokens) * input
      + usage.cached_input_tokens * coalesce(price.cached_input_nano_usd, input)
      + usage.cache_write_tokens * coalesce(price.cache_write_nano_usd, input)
      + usage.audio_input_tokens * coalesce(price.audio_input_nano_usd, input), 0)
    + coalesce((usage.output_tokens - usage.audio_output_tokens) * price.output_nano_usd
      + usage.audio_output_tokens * coalesce(price.audio_output_nano_usd, price.output_nano_usd), 0)
    + coalesce(usage.characters * price.character_nano_usd, 0)
    + coalesce(ceil(usage.audio_ms::numeric * price.audio_hour_nano_usd / 3600000)::bigint, 0);
end $$;
comment on function private.priced is 'What a usage costs at a price; null when the price does not cover it. Zero is a price.';

create function public.ai_cost_nano_usd(p_model_id text, p_usage jsonb, p_at timestamptz default now()) returns bigint
language plpgsql stable security invoker set search_path = '' as $$
declare
  usage private.ai_usage := private.ai_usage(p_usage);
begin
  return private.priced(usage, private.ai_price(p_model_id, usage.input_tokens, p_at));
end $$;
comment on function public.ai_cost_nano_usd is 'What a usage cost at an instant, in nano-USD; null without a price.';

create type private.ai_estimate as (amount_nano_usd bigint, problem text, model_id text);

create function private.estimate_ai_calls(calls jsonb, from_at timestamptz, until_at timestamptz) returns private.ai_estimate
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
begin
  for call in select value from jsonb_array_elements(calls) loop
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
    usage := private.ai_usage(call - '{output_tokens,total_tokens,seconds}'::text[]);
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
    for price in
      select * from public.ai_model_prices p
      where p.model_id = model.id and p.from_input_tokens <= usage.input_tokens
        and tstzrange(p.valid_from, p.valid_to) && tstzrange(from_at, until_at, '[]')
    loop
      -- Per kind of input the dearer of writing to the cache and not.
      price.input_nano_usd := greatest(price.input_nano_usd, price.cache_write_nano_usd);
      cost := private.priced(usage, price);
      if cost is null then
        dearest := null;
        exit;
      end if;
      dearest := greatest(dearest, cost);
    end loop;
    if dearest is null or (private.ai_price(model.id, usage.input_tokens, from_at)).id is null then
      answer.problem := 'unpriced_model';
      return answer;
    end if;
    answer.amount_nano_usd := answer.amount_nano_usd + dearest;
  end loop;
  answer.model_id := null;
  return answer;
end $$;
comment on function private.estimate_ai_calls is
  'The most that all these calls together can cost between two instants: every attempt of a chain may be billed. A problem instead of an amount when one of them must not be made.';

create function public.estimate_ai_cost(p_calls jsonb, p_deadline_seconds integer default 60) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  estimate private.ai_estimate := private.estimate_ai_calls(p_calls, private.clock(),
    private.clock() + make_interval(secs => p_deadline_seconds + 60));
begin
  return jsonb_build_object(
    'amount_nano_usd', case when estimate.problem is null then estimate.amount_nano_usd end,
    'problem', estimate.problem, 'model', estimate.model_id);
end $$;
comment on function public.estimate_ai_cost is
  'What these calls can cost at most: { amount_nano_usd, problem, model }. Each call: { model, input_tokens, max_output_tokens, audio_ms, characters }.';

revoke all on function public.ai_cost_nano_usd, public.estimate_ai_cost from public, anon, authenticated;
grant execute on function public.ai_cost_nano_usd, public.estimate_ai_cost to service_role;
grant execute on function private.usage_count, private.ai_usage(jsonb), private.ai_price, private.priced, private.estimate_ai_calls
  to service_role;
