-- Claude for what is hard: its rows become models that can be switched on, where its key is set.

comment on column public.ai_models.protocol is
  'Whose wire format it speaks; the provider is whom we pay. anthropic: the chat completions that Anthropic offers beside its own protocol.';

alter table public.ai_models add column input_margin_percent smallint not null default 0
  constraint ai_models_input_margin_is_a_share check (input_margin_percent between 0 and 200);
comment on column public.ai_models.input_margin_percent is
  'How much more input than by our count is held: for a tokenizer that makes more of a text, and for what the provider adds to tools.';

-- First of those that think longer, once enabled; the others stay behind it. None is enabled by this.
update public.ai_models model set tier = told.tier, rank = told.rank, input_margin_percent = told.margin,
  takes_temperature = told.takes_temperature, note = told.note
from (values
  ('claude-sonnet-5', 'strategic', 5, 80, false, 'Thinks unless told not to, within its output. Refuses a temperature. Makes about 30 % more tokens of a text.'),
  ('claude-sonnet-4-6', 'strategic', 6, 50, true, 'Does not think before it speaks.'),
  ('claude-haiku-4-5', 'fallback', 20, 50, true, '')
) as told (id, tier, rank, margin, takes_temperature, note)
where model.id = told.id;
