-- The catalogue of models: what can be called, from when to when, and at which price. Models come and go by rows.

-- Lets an exclusion constraint compare names and times in one.
do $$
begin
  if not exists (select from pg_extension where extname = 'btree_gist') then
    create extension btree_gist with schema extensions;
  end if;
end $$;

create table public.ai_models (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  provider text not null check (provider ~ '^[a-z][a-z0-9_-]{0,49}$'),
  api_name text not null check (char_length(api_name) between 1 and 200),
  protocol text not null check (protocol in ('openai', 'gemini', 'anthropic', 'elevenlabs', 'deepgram')),
  kind text not null check (kind in ('chat', 'transcription', 'speech', 'embedding')),
  tier text check (tier in ('execution', 'strategic', 'fallback')),
  rank smallint not null default 100,
  context_tokens integer check (context_tokens > 0),
  max_output_tokens integer check (max_output_tokens > 0),
  max_characters integer check (max_characters > 0),
  has_tools boolean not null default false,
  modalities text[] not null default '{text}' check (modalities <@ array['text', 'image', 'audio']),
  regions text[] not null default '{}',
  output_limit_field text not null default 'max_tokens' check (output_limit_field in ('max_tokens', 'max_completion_tokens')),
  takes_temperature boolean not null default true,
  efforts text[] not null default '{}',
  base_url_env text check (base_url_env ~ '^[A-Z][A-Z0-9_]*$'),
  key_env text check (key_env ~ '^[A-Z][A-Z0-9_]*$'),
  is_enabled boolean not null default false,
  shutdown_on date,
  successor_id text references public.ai_models (id),
  note text not null default '' check (char_length(note) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, api_name),
  constraint ai_models_have_a_tier_for_chat_only check (tier is null or kind = 'chat')
);
comment on table public.ai_models is
  'Every model that can be called, and those that could once: the ledger names them. Any OpenAI-compatible server is one more row.';
comment on column public.ai_models.protocol is 'Whose wire format it speaks; the provider is whom we pay.';
comment on column public.ai_models.rank is 'Lower is asked first within a tier or kind.';
comment on column public.ai_models.efforts is 'The reasoning efforts it takes; empty when it has no such field.';
comment on column public.ai_models.base_url_env is 'The variable of the functions that holds the address; null for the provider''s own.';
comment on column public.ai_models.shutdown_on is 'The first day on which the provider no longer answers by this name, or answers with another model.';
create index ai_models_successor_id_idx on public.ai_models (successor_id) where successor_id is not null;
create trigger ai_models_touch before update on public.ai_models
  for each row execute function private.touch_updated_at();

create table public.ai_model_prices (
  id bigint generated always as identity primary key,
  model_id text not null references public.ai_models (id) on delete restrict,
  from_input_tokens integer not null default 0 check (from_input_tokens >= 0),
  valid_from timestamptz not null,
  valid_to timestamptz,
  input_nano_usd bigint check (input_nano_usd >= 0),
  cached_input_nano_usd bigint check (cached_input_nano_usd >= 0),
  cache_write_nano_usd bigint check (cache_write_nano_usd >= 0),
  output_nano_usd bigint check (output_nano_usd >= 0),
  audio_input_nano_usd bigint check (audio_input_nano_usd >= 0),
  audio_output_nano_usd bigint check (audio_output_nano_usd >= 0),
  audio_hour_nano_usd bigint check (audio_hour_nano_usd >= 0),
  character_nano_usd bigint check (character_nano_usd >= 0),
  source text not null check (source ~ '\S'),
  created_at timestamptz not null default now(),
  constraint ai_model_prices_end_after_they_begin check (valid_to > valid_from),
  constraint ai_model_prices_say_something check (
    num_nonnulls(input_nano_usd, output_nano_usd, audio_hour_nano_usd, character_nano_usd) > 0),
  constraint ai_model_prices_are_one_at_a_time exclude using gist (
    model_id with =, from_input_tokens with =, tstzrange(valid_from, valid_to) with &&)
);
comment on table public.ai_model_prices is
  'What a model costs, in whole nano-USD. A price of zero is a price; no price means that the model is not called. Prices end, they do not change.';
comment on column public.ai_model_prices.from_input_tokens is
  'The price counts for whole requests of at least so many input tokens; the highest that applies wins.';
comment on column public.ai_model_prices.cached_input_nano_usd is 'Null: the same as fresh input. So are cache writes and audio tokens.';
comment on column public.ai_model_prices.audio_hour_nano_usd is
  'By the hour, because prices by the second are no whole number of nano-USD.';

-- A ledger row points at the price it was booked by, which must still say what it said then.
create function private.keep_price() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
    raise exception 'a price does not change: end it and add another' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger ai_model_prices_keep before update on public.ai_model_prices
  for each row execute function private.keep_price();

alter table public.ai_models enable row level security;
alter table public.ai_model_prices enable row level security;
grant select on public.ai_models, public.ai_model_prices to authenticated;
grant all on public.ai_models, public.ai_model_prices to service_role;
create policy "Everybody with an account reads the models" on public.ai_models
  for select to authenticated using (true);
create policy "Everybody with an account reads the prices" on public.ai_model_prices
  for select to authenticated using (true);
