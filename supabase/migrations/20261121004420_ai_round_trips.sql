-- What follows on each other in the assistant without a decision in between, in one round trip.

drop function public.claim_ai_request(uuid, text, text, integer);
create function public.claim_ai_request(
  p_user_id uuid, p_key text, p_body_hash text, p_lease_seconds integer, p_takes jsonb default null
) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz := private.clock();
  request private.ai_requests;
  taken jsonb;
begin
  if p_lease_seconds is null or p_lease_seconds not between 1 and 900 then
    raise exception 'a lease lasts between 1 and 900 seconds' using errcode = '22023';
  end if;
  if p_takes is not null then
    taken := public.take_rate(p_takes);
    if not (taken ->> 'allowed')::boolean then
      return taken || '{"state": "limited"}';
    end if;
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
  'Who works on a request: { state: claimed | in_progress (retry_after_seconds) | done (outcome) | mismatch | lost | limited (as take_rate says it, for p_takes) }. One of many at once is told "claimed"; once its lease has run out nobody is again.';

create function public.assistant_moment(p_user_id uuid, p_keys text[] default '{}') returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
begin
  return jsonb_build_object(
    'budget', public.ai_budget_state(p_user_id),
    'breakers', public.ai_breaker_states(),
    'answers', (
      select coalesce(jsonb_object_agg(known.key, known.answer -> 'answer'), '{}') from (
        select wanted.key, public.read_ai_answer(p_user_id, wanted.key) as answer from unnest(p_keys) as wanted (key)
      ) known where known.answer is not null));
end $$;
comment on function public.assistant_moment is
  'What the route of a request depends on: { budget, as ai_budget_state has it; breakers, as ai_breaker_states has them; answers: those that are kept for these keys, by key }.';

create function public.keep_chat_turns(p_user_id uuid, p_thread jsonb, p_turns jsonb) returns boolean
language plpgsql volatile security invoker set search_path = '' as $$
declare
  of_thread uuid := (p_thread ->> 'id')::uuid;
begin
  if p_thread ? 'title' then
    insert into public.chat_threads (user_id, id, title, tier, provider)
    values (p_user_id, of_thread, p_thread ->> 'title', p_thread ->> 'tier', p_thread ->> 'provider');
  elsif p_thread ->> 'provider' is not null then
    update public.chat_threads thread set tier = p_thread ->> 'tier', provider = p_thread ->> 'provider'
    where thread.user_id = p_user_id and thread.id = of_thread;
  end if;
  insert into public.chat_messages (
    user_id, id, thread_id, interaction_id, role, text, intent, entities, commands, commands_state, navigation, rows, facts, route,
    usage, source, created_at)
  select p_user_id, turn.id, of_thread, turn.interaction_id, turn.role, turn.text, turn.intent, turn.entities, turn.commands,
    turn.commands_state, turn.navigation, turn.rows, turn.facts, turn.route, turn.usage, turn.source, turn.created_at
  from jsonb_populate_recordset(null::public.chat_messages, p_turns) turn;
  return true;
exception when foreign_key_violation then
  return false;
end $$;
comment on function public.keep_chat_turns is
  'Writes turns into a thread, which a title makes; false when the thread was deleted in the meantime, and stays so.';

revoke all on function public.claim_ai_request, public.assistant_moment, public.keep_chat_turns from public, anon, authenticated;
grant execute on function public.claim_ai_request, public.assistant_moment, public.keep_chat_turns to service_role;
