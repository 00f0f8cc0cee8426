-- Providers keep the beginning of a prompt that is always the same, and charge less for it. Each wants to be told in its
-- own way, or not at all.

alter table public.ai_models add column prefix_hint text not null default 'none'
  constraint ai_models_prefix_hint_is_known check (prefix_hint in ('none', 'key', 'mark'));
comment on column public.ai_models.prefix_hint is
  'How it is told which beginning of a prompt to keep: not at all, by a key of all that begin alike, or by that and a mark at its end. A server that is only compatible may refuse what it does not know.';

update public.ai_models set prefix_hint = case
    when id in ('gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.6-luna', 'gpt-6.1-sol', 'gpt-6-luna') then 'mark'
    else 'key' end
where provider = 'openai' and kind = 'chat' and id not in ('gpt-4-turbo', 'gpt-3.5-turbo');

-- From GPT-5.6 on OpenAI charges a quarter more for what it is to keep. The pages that named the price of this model did
-- not say so; its guide to prompt caching does, of all families since.
do $$
declare
  at constant timestamptz := '2026-11-21 00:00+00';
begin
  update public.ai_model_prices set valid_to = at where model_id = 'gpt-6.1-sol' and valid_to is null;
  insert into public.ai_model_prices (
    model_id, from_input_tokens, valid_from, input_nano_usd, cached_input_nano_usd, cache_write_nano_usd, output_nano_usd, source)
  select 'gpt-6.1-sol', price.from_input_tokens, at, price.input_nano_usd, price.cached_input_nano_usd,
    price.input_nano_usd * 5 / 4, price.output_nano_usd, 'Pages of autumn 2026 that agree; writes by OpenAI''s guide to prompt caching'
  from public.ai_model_prices price where price.model_id = 'gpt-6.1-sol' and price.valid_to = at;
end $$;
