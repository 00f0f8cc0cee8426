-- Conversations with the assistant. They are no part of the plan and stand in no change log: what a person deletes here
-- is gone.

create table public.chat_threads (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  title text not null check (title ~ '\S' and char_length(title) <= 200),
  is_titled_by_person boolean not null default false,
  tier text check (tier in ('execution', 'strategic')),
  provider text check (char_length(provider) <= 100),
  last_message_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.chat_threads is 'One conversation with the assistant. The server begins it; the person may name and delete it.';
comment on column public.chat_threads.tier is 'The highest tier that has answered in it. It never falls again, so that a follow-up is not answered worse.';
create index chat_threads_user_id_last_message_at_idx on public.chat_threads (user_id, last_message_at desc);
create index chat_threads_title_idx on public.chat_threads using gin (to_tsvector('simple', title));

create table public.chat_messages (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  thread_id uuid not null,
  role text not null check (role in ('user', 'assistant')),
  text text not null check (char_length(text) <= 32000),
  intent text check (char_length(intent) <= 100),
  entities jsonb not null default '[]' check (jsonb_typeof(entities) = 'array'),
  commands jsonb not null default '[]' check (jsonb_typeof(commands) = 'array'),
  commands_state text not null default 'none' check (commands_state in ('none', 'proposed', 'applied', 'discarded')),
  batch_id uuid,
  navigation jsonb,
  rows jsonb not null default '[]' check (jsonb_typeof(rows) = 'array'),
  facts jsonb not null default '[]' check (jsonb_typeof(facts) = 'array'),
  route jsonb not null default '{}' check (jsonb_typeof(route) = 'object'),
  usage jsonb not null default '{}' check (jsonb_typeof(usage) = 'object'),
  source text check (source in ('rules', 'cache', 'model', 'template')),
  interaction_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, thread_id) references public.chat_threads (user_id, id) on delete cascade,
  constraint chat_messages_propose_something check ((commands_state = 'none') = (commands = '[]'))
);
comment on table public.chat_messages is 'What was said in a conversation, with what the assistant proposed and how it came to its answer.';
comment on column public.chat_messages.commands_state is 'What the person made of the proposal. Nothing is applied before they say so.';
comment on column public.chat_messages.batch_id is 'The step of the change log in which the proposal was applied; undo takes it back.';
create index chat_messages_user_id_thread_id_idx on public.chat_messages (user_id, thread_id, created_at);
create index chat_messages_text_idx on public.chat_messages using gin (to_tsvector('simple', text));

create function private.keep_chat_thread() returns trigger
language plpgsql set search_path = '' as $$
begin
  if auth.uid() is not null and new.title is distinct from old.title then
    new.is_titled_by_person := true;
  end if;
  if old.tier = 'strategic' or new.tier is null then
    new.tier := old.tier;
  end if;
  return new;
end $$;
create trigger chat_threads_keep before update on public.chat_threads
  for each row execute function private.keep_chat_thread();
create trigger chat_threads_keep_identity before update on public.chat_threads
  for each row execute function private.keep_identity();
create trigger chat_threads_touch before update on public.chat_threads
  for each row execute function private.touch_updated_at();
create trigger chat_messages_keep_identity before update on public.chat_messages
  for each row execute function private.keep_identity();
create trigger chat_messages_touch before update on public.chat_messages
  for each row execute function private.touch_updated_at();

create function private.keep_proposal() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (old.commands_state = 'none') <> (new.commands_state = 'none') then
    raise exception 'a message proposes what it proposes' using errcode = '22023', column = 'commands_state';
  end if;
  return new;
end $$;
comment on function private.keep_proposal is 'The person decides on what was proposed; that something was is not theirs to say.';
create trigger chat_messages_keep_proposal before update of commands_state on public.chat_messages
  for each row execute function private.keep_proposal();

create function private.note_chat_message() returns trigger
language plpgsql set search_path = '' as $$
begin
  update public.chat_threads thread set last_message_at = greatest(thread.last_message_at, new.created_at)
  where thread.user_id = new.user_id and thread.id = new.thread_id;
  return null;
end $$;
create trigger chat_messages_note after insert on public.chat_messages
  for each row execute function private.note_chat_message();

alter table public.chat_threads enable row level security;
alter table public.chat_messages enable row level security;
grant select, delete on public.chat_threads to authenticated;
grant update (title) on public.chat_threads to authenticated;
grant select on public.chat_messages to authenticated;
grant update (commands_state, batch_id) on public.chat_messages to authenticated;
grant all on public.chat_threads, public.chat_messages to service_role;
create policy "Owners read their conversations" on public.chat_threads for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners name their conversations" on public.chat_threads for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their conversations" on public.chat_threads for delete to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners read their messages" on public.chat_messages for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners decide on what is proposed to them" on public.chat_messages for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
call private.broadcast_table('public.chat_threads', 'assistant');
call private.broadcast_table('public.chat_messages', 'assistant');

create function private.prefix_query(words text) returns tsquery
language plpgsql immutable set search_path = '' as $$
begin
  -- The lexemes of the text itself, so that they are cut as those of the messages are; each may go on.
  return (
    select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
    from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', left(words, 1000)))) lexeme);
end $$;
comment on function private.prefix_query is 'Matches texts that have, for each of these words, one that begins so. Null without a word.';
grant execute on function private.prefix_query to authenticated;

create function public.search_chats(p_text text, p_limit integer default 20)
returns table (id uuid, title text, last_message_at timestamptz, message_id uuid, role text, said_at timestamptz, snippet text)
language plpgsql stable security invoker set search_path = '' as $$
declare
  wanted tsquery := private.prefix_query(p_text);
begin
  return query
  with hit as (
    select distinct on (message.thread_id)
      message.thread_id, message.id as message_id, message.role, message.created_at as said_at, message.text
    from public.chat_messages message
    where message.user_id = (select auth.uid()) and to_tsvector('pg_catalog.simple', message.text) @@ wanted
    order by message.thread_id, message.created_at desc
  ),
  found as (
    select thread.id, thread.title, thread.last_message_at, hit.message_id, hit.role, hit.said_at, hit.text
    from public.chat_threads thread
    left join hit on hit.thread_id = thread.id
    where thread.user_id = (select auth.uid())
      and (hit.thread_id is not null or to_tsvector('pg_catalog.simple', thread.title) @@ wanted)
    order by thread.last_message_at desc, thread.id
    limit least(greatest(p_limit, 0), 100)
  )
  select found.id, found.title, found.last_message_at, found.message_id, found.role, found.said_at,
    -- Plain text, for a screen that marks the words itself.
    ts_headline('pg_catalog.simple', found.text, wanted, 'StartSel="", StopSel="", MaxWords=24, MinWords=12')
  from found
  order by found.last_message_at desc, found.id;
end $$;
comment on function public.search_chats is
  'The caller''s conversations in which each of these words begins a word, in a title or in one message, the latest first; with the last such message and a piece of it.';
revoke all on function public.search_chats from public, anon;
grant execute on function public.search_chats to authenticated;
