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
