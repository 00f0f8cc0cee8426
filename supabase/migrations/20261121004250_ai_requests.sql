-- Requests that arrive twice are answered once, and answers that were paid for once are kept for a while.

create table private.ai_requests (
  user_id uuid not null references auth.users (id) on delete cascade,
  key text not null check (char_length(key) between 1 and 200),
  body_hash text not null check (char_length(body_hash) between 1 and 128),
  lease_until timestamptz not null,
  is_done boolean not null default false,
  outcome jsonb,
  created_at timestamptz not null,
  primary key (user_id, key)
);
comment on table private.ai_requests is 'What stands behind the idempotency key of a request, for 24 hours: work that goes on, or its outcome.';
create index ai_requests_created_at_idx on private.ai_requests (created_at);

create function public.claim_ai_request(p_user_id uuid, p_key text, p_body_hash text, p_lease_seconds integer) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz := private.clock();
  request private.ai_requests;
begin
  if p_lease_seconds is null or p_lease_seconds not between 1 and 900 then
    raise exception 'a lease lasts between 1 and 900 seconds' using errcode = '22023';
  end if;
  -- Of many at once one inserts or renews the row; the others wait for it here, and read what it did.
  insert into private.ai_requests as known (user_id, key, body_hash, lease_until, created_at)
  values (p_user_id, p_key, p_body_hash, at + make_interval(secs => p_lease_seconds), at)
  on conflict (user_id, key) do update set
    body_hash = excluded.body_hash, lease_until = excluded.lease_until, is_done = false, outcome = null, created_at = excluded.created_at
  where known.created_at <= at - interval '24 hours';
  if found then
    return jsonb_build_object('state', 'claimed');
  end if;
  select * into request from private.ai_requests known where known.user_id = p_user_id and known.key = p_key;
  if not found then
    -- It was released between the two statements: whoever asks again will find it free.
    return jsonb_build_object('state', 'in_progress', 'retry_after_seconds', 1);
  end if;
  return case
    when request.body_hash <> p_body_hash then jsonb_build_object('state', 'mismatch')
    when request.is_done then jsonb_build_object('state', 'done', 'outcome', request.outcome)
    when request.lease_until > at then jsonb_build_object('state', 'in_progress',
      'retry_after_seconds', least(2, ceil(extract(epoch from request.lease_until - at)))::int)
    else jsonb_build_object('state', 'lost')
  end;
end $$;
comment on function public.claim_ai_request is
  'Who works on a request: { state: claimed | in_progress (retry_after_seconds) | done (outcome) | mismatch | lost }. One of many at once is told "claimed"; once its lease has run out nobody is again.';

create function public.finish_ai_request(p_user_id uuid, p_key text, p_outcome jsonb) returns void
language sql volatile security invoker set search_path = '' as $$
  update private.ai_requests known set is_done = true, outcome = p_outcome
  where known.user_id = p_user_id and known.key = p_key
$$;
comment on function public.finish_ai_request is 'Keeps the outcome of a claimed request, for those that repeat it.';

create function public.release_ai_request(p_user_id uuid, p_key text) returns void
language sql volatile security invoker set search_path = '' as $$
  delete from private.ai_requests known where known.user_id = p_user_id and known.key = p_key and not known.is_done
$$;
comment on function public.release_ai_request is 'Frees the key of a request that failed before anything was sent.';

create table private.ai_answers (
  user_id uuid not null references auth.users (id) on delete cascade,
  key text not null check (char_length(key) between 1 and 200),
  answer jsonb not null,
  size_bytes integer not null,
  data_version text,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (user_id, key)
);
comment on table private.ai_answers is 'Answers of models by a key that says all they depend on. Each person has their own, and room for so many.';
create index ai_answers_expires_at_idx on private.ai_answers (expires_at);

create function public.read_ai_answer(p_user_id uuid, p_key text) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz := private.clock();
  kept private.ai_answers;
begin
  select * into kept from private.ai_answers a where a.user_id = p_user_id and a.key = p_key and a.expires_at > at;
  if not found then
    return null;
  end if;
  -- To the minute is fine enough for what was used last, and spares most reads a write.
  if kept.used_at < at - interval '1 minute' then
    update private.ai_answers a set used_at = at where a.user_id = p_user_id and a.key = p_key;
  end if;
  return jsonb_build_object('answer', kept.answer);
end $$;
comment on function public.read_ai_answer is 'The kept answer of a person for a key: { answer }, or null.';

create function public.keep_ai_answer(
  p_user_id uuid, p_key text, p_answer jsonb, p_ttl_seconds integer, p_data_version text default null
) returns boolean
language plpgsql volatile security invoker set search_path = '' as $$
declare
  most_bytes constant integer := 2000000;
  most_bytes_each constant integer := 200000;
  most_rows constant integer := 500;
  at timestamptz := private.clock();
  size integer := octet_length(p_answer::text);
begin
  if p_ttl_seconds is null or p_ttl_seconds <= 0 or p_answer is null or size > most_bytes_each then
    return false;
  end if;
  -- One writer per person: two that make room at once would leave too much.
  perform pg_advisory_xact_lock(hashtextextended('ai answers ' || p_user_id, 0));
  -- What was worked out from an earlier state of the life will never be asked for again.
  delete from private.ai_answers a
  where a.user_id = p_user_id and (a.expires_at <= at or a.data_version <> p_data_version);
  insert into private.ai_answers as a (user_id, key, answer, size_bytes, data_version, used_at, expires_at, created_at)
  values (p_user_id, p_key, p_answer, size, p_data_version, at, at + make_interval(secs => least(p_ttl_seconds, 2592000)), at)
  on conflict (user_id, key) do update set
    answer = excluded.answer, size_bytes = excluded.size_bytes, data_version = excluded.data_version,
    used_at = excluded.used_at, expires_at = excluded.expires_at, created_at = excluded.created_at;
  delete from private.ai_answers a using (
    select ranked.key from (
      select b.key,
        sum(b.size_bytes) over latest as bytes_so_far,
        row_number() over latest as place
      from private.ai_answers b where b.user_id = p_user_id
      window latest as (order by b.used_at desc, b.created_at desc, b.key rows unbounded preceding)
    ) ranked
    where ranked.bytes_so_far > most_bytes or ranked.place > most_rows
  ) spare
  where a.user_id = p_user_id and a.key = spare.key;
  return true;
end $$;
comment on function public.keep_ai_answer is
  'Keeps an answer for a while, at most 30 days; whether it did. Each person has room for 500 answers and 2 MB; what was used longest ago makes room. Answers of another data version go.';

revoke all on function public.claim_ai_request, public.finish_ai_request, public.release_ai_request, public.read_ai_answer,
  public.keep_ai_answer from public, anon, authenticated;
grant execute on function public.claim_ai_request, public.finish_ai_request, public.release_ai_request, public.read_ai_answer,
  public.keep_ai_answer to service_role;
grant select, insert, update, delete on private.ai_requests, private.ai_answers to service_role;

-- What a person deletes is gone: also where a message was sent word for word, and where an answer is kept for repetition.
create function private.forget_messages() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.ai_egress sent using old_rows gone
  where sent.user_id = gone.user_id and sent.interaction_id = gone.interaction_id;
  return null;
end $$;
create trigger chat_messages_forget after delete on public.chat_messages referencing old table as old_rows
  for each statement execute function private.forget_messages();

create function private.forget_threads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.ai_answers kept using (select distinct gone.user_id from old_rows gone) owner
  where kept.user_id = owner.user_id;
  delete from private.ai_requests known using old_rows gone
  where known.user_id = gone.user_id and known.outcome ->> 'thread_id' = gone.id::text;
  return null;
end $$;
create trigger chat_threads_forget after delete on public.chat_threads referencing old table as old_rows
  for each statement execute function private.forget_threads();
revoke all on function private.forget_messages, private.forget_threads from public;

create function private.sweep_ai_leftovers() returns void
language sql volatile set search_path = '' as $$
  delete from private.ai_requests known where known.created_at <= private.clock() - interval '24 hours';
  delete from private.ai_answers kept where kept.expires_at <= private.clock();
  delete from public.ai_egress sent where sent.created_at <= private.clock() - interval '90 days';
$$;
comment on function private.sweep_ai_leftovers is 'Forgets keys after a day, answers when they have expired, and what was sent after 90 days. Runs every hour.';
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('sweep-ai-leftovers', '37 * * * *', 'select private.sweep_ai_leftovers()');
  end if;
end $$;
