-- Learning: what a night needs of each person, what it may change, and how the person puts it back.

create function private.rule_weight(person uuid, code text) returns numeric
language sql stable set search_path = '' as $$
  select coalesce(
    (select (own.rule_weight_overrides ->> code)::numeric from public.hrm_user_preferences own where own.user_id = person),
    (select rule.base_weight from public.hrm_rules rule where rule.rule_code = code))
$$;
comment on function private.rule_weight is 'How much a rule counts for a person; null for a rule there is not.';

create function public.feedback_to_learn(p_user_ids uuid[]) returns table (user_id uuid, weights jsonb, feedback jsonb)
language sql stable security invoker set search_path = '' as $$
  select profile.user_id,
    (select coalesce(jsonb_object_agg(rule.rule_code, private.rule_weight(profile.user_id, rule.rule_code)), '{}')
     from public.hrm_rules rule where rule.is_active and rule.user_adjustable),
    (select jsonb_agg(jsonb_build_object('id', given.id, 'feedback_type', given.feedback_type, 'applied_rules', given.applied_rules,
      'original_score', given.original_score, 'user_adjusted_score', given.user_adjusted_score, 'created_at', given.created_at)
      order by given.created_at, given.id)
     from public.hrm_feedback_log given where given.user_id = profile.user_id and given.learned_at is null)
  from public.user_profiles profile
  left join public.hrm_user_preferences own on own.user_id = profile.user_id
  where profile.user_id = any (p_user_ids) and coalesce(own.enable_ai_learning, true)
    and exists (select from public.hrm_feedback_log given where given.user_id = profile.user_id and given.learned_at is null)
$$;
comment on function public.feedback_to_learn is
  'Of those who let the app learn: their weights of the rules they may adjust, and the feedback that no night has taken into account. Only the server may ask.';

create function public.save_learning(p_user_id uuid, p_feedback_ids uuid[], p_weights jsonb, p_reasons jsonb default '{}') returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  moved integer := 0;
  fresh integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('weights ' || p_user_id, 0));
  if not coalesce((select own.enable_ai_learning from public.hrm_user_preferences own where own.user_id = p_user_id), true) then
    return 0;
  end if;
  update public.hrm_feedback_log given set learned_at = private.clock()
  where given.user_id = p_user_id and given.id = any (p_feedback_ids) and given.learned_at is null;
  get diagnostics fresh = row_count;
  -- A night that is run twice has learned all that the first time, or part of it: its weights rest on more than is left.
  if fresh = 0 or fresh < cardinality(p_feedback_ids) then
    if fresh > 0 then
      raise exception 'part of this feedback was learned from, or taken back, meanwhile' using errcode = 'PT409';
    end if;
    return 0;
  end if;
  with wanted as (
    select rule.rule_code, private.rule_weight(p_user_id, rule.rule_code) as before,
      round(least(greatest(weight.value::numeric, 0), 1), 3) as after
    from jsonb_each(p_weights) weight
    join public.hrm_rules rule on rule.rule_code = weight.key and rule.user_adjustable
    where jsonb_typeof(weight.value) = 'number'
  ),
  noted as (
    insert into public.hrm_weight_changes (user_id, rule_code, before, after, was_default, reason)
    select p_user_id, wanted.rule_code, wanted.before, wanted.after,
      not exists (
        select from public.hrm_user_preferences own
        where own.user_id = p_user_id and own.rule_weight_overrides ? wanted.rule_code),
      coalesce(p_reasons -> wanted.rule_code, '{}')
    from wanted where wanted.after <> wanted.before
    returning rule_code, after
  ),
  kept as (
    insert into public.hrm_user_preferences as own (user_id, rule_weight_overrides)
    select p_user_id, jsonb_object_agg(noted.rule_code, noted.after) from noted having count(*) > 0
    on conflict (user_id) do update set rule_weight_overrides = own.rule_weight_overrides || excluded.rule_weight_overrides
  )
  select count(*) into moved from noted;
  return moved;
end $$;
comment on function public.save_learning is
  'Moves the weights of a person ({ code: weight }) by feedback that is learned from once, and writes down each move with its reason ({ code: { helpful, not_helpful, n } }). Answers how many moved. PT409 when some of the feedback is not there to be learned from any more. Only the server may.';

create function public.revert_weight_change(p_id uuid) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  change public.hrm_weight_changes;
  latest numeric;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  perform private.lock_weights();
  select * into change from public.hrm_weight_changes made where made.user_id = person and made.id = p_id;
  if not found then
    raise exception 'there is no such change of a weight' using errcode = 'PT404';
  end if;
  if change.reverted_at is not null then
    raise exception 'this change has been put back already' using errcode = 'PT409';
  end if;
  select made.after into latest from public.hrm_weight_changes made
  where made.user_id = person and made.rule_code = change.rule_code and made.reverted_at is null
  order by made.created_at desc, made.id desc limit 1;
  if private.rule_weight(person, change.rule_code) is distinct from latest then
    raise exception 'you have set this weight yourself since' using errcode = 'PT409';
  end if;
  update public.hrm_user_preferences own set rule_weight_overrides = case
    when change.was_default then own.rule_weight_overrides - change.rule_code
    else own.rule_weight_overrides || jsonb_build_object(change.rule_code, change.before) end
  where own.user_id = person;
  perform private.mark_reverted(change.rule_code, change.created_at);
  return jsonb_build_object('rule_code', change.rule_code, 'weight', private.rule_weight(person, change.rule_code));
end $$;
comment on function public.revert_weight_change is
  'Puts a weight back to what it was before learning moved it; moves of the same rule after that one go with it. PT409 when the person has set the weight themselves since.';

create function private.lock_weights() returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('weights ' || auth.uid(), 0))
$$;
create function private.mark_reverted(p_rule_code text, p_since timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update public.hrm_weight_changes made set reverted_at = private.clock()
  where made.user_id = auth.uid() and made.rule_code = p_rule_code and made.created_at >= p_since and made.reverted_at is null
$$;
comment on function private.mark_reverted is 'Marks the moves of a rule since then as put back; of the caller alone.';

revoke all on function public.feedback_to_learn, public.save_learning, public.revert_weight_change from public, anon, authenticated;
grant execute on function public.feedback_to_learn, public.save_learning to service_role;
grant execute on function public.revert_weight_change to authenticated;
grant execute on function private.lock_weights, private.mark_reverted to authenticated;
grant execute on function private.rule_weight to authenticated, service_role;
