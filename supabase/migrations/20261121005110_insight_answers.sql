-- What a person does with an insight: look, pin, dismiss, answer. Each goes to what the subject says now, also when the
-- screen still shows the version before.

create function private.current_insight(p_insight_id uuid) returns public.insights
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  found_insight public.insights;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  select picked.* into found_insight
  from public.insights shown
  join public.insights picked on picked.user_id = shown.user_id and picked.subject = shown.subject
    and (picked.ended_at is null or picked.id = shown.id)
  where shown.user_id = person and shown.id = p_insight_id
  order by picked.ended_at nulls first limit 1;
  if not found then
    raise exception 'there is no such insight' using errcode = 'PT404';
  end if;
  return found_insight;
end $$;

create function private.mark_insight(p_insight_id uuid, p_change text) returns public.insights
language plpgsql volatile security definer set search_path = '' as $$
declare
  marked public.insights := private.current_insight(p_insight_id);
begin
  update public.insights insight set
    is_pinned = case p_change when 'pin' then true when 'unpin' then false else insight.is_pinned end,
    dismissed_at = case p_change when 'dismiss' then coalesce(insight.dismissed_at, private.clock())
      when 'restore' then null else insight.dismissed_at end,
    last_accessed_at = private.clock()
  where insight.user_id = marked.user_id and insight.id = marked.id
  returning insight.* into marked;
  return marked;
end $$;
grant execute on function private.mark_insight to authenticated;

create function public.touch_insight(p_insight_id uuid) returns void
language sql volatile security invoker set search_path = '' as $$
  select private.mark_insight(p_insight_id, 'touch')
$$;
comment on function public.touch_insight is 'Says that the caller has looked at an insight.';

create function public.pin_insight(p_insight_id uuid, p_is_pinned boolean default true) returns public.insights
language sql volatile security invoker set search_path = '' as $$
  select private.mark_insight(p_insight_id, case when p_is_pinned then 'pin' else 'unpin' end)
$$;
comment on function public.pin_insight is 'Keeps an insight of the caller where it is seen, or no longer. A pinned one does not expire.';

create function public.dismiss_insight(p_insight_id uuid) returns public.insights
language sql volatile security invoker set search_path = '' as $$
  select private.mark_insight(p_insight_id, 'dismiss')
$$;
comment on function public.dismiss_insight is 'Hides an insight of the caller, for as long as the rules find the same subject.';

create function public.restore_insight(p_insight_id uuid) returns public.insights
language sql volatile security invoker set search_path = '' as $$
  select private.mark_insight(p_insight_id, 'restore')
$$;
comment on function public.restore_insight is 'Takes a dismissal back.';

create function private.feedback_question(feedback_type text) returns text
language sql immutable set search_path = '' as $$
  select case
    when feedback_type in ('insight_helpful', 'insight_not_helpful') then 'insight'
    when feedback_type in ('priority_correct', 'priority_incorrect') then 'priority'
    when feedback_type in ('reasoning_clear', 'reasoning_unclear') then 'reasoning'
    else 'recommendation' end
$$;
comment on function private.feedback_question is 'What a feedback answers: of two answers to one question the later counts.';

create function private.settle_feedback(person uuid, insight uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.insights answered set
    user_feedback = latest.verdict,
    feedback_details = latest.details,
    application_count = (
      select count(*) from public.hrm_feedback_log given
      where given.user_id = person and given.insight_id = insight
        and given.feedback_type in ('insight_helpful', 'priority_correct', 'recommendation_followed'))
  from (values (1)) one left join lateral (
    select
      case
        when given.feedback_type in ('insight_helpful', 'priority_correct', 'recommendation_followed') then 'accepted'
        when given.feedback_type = 'recommendation_ignored' then 'ignored'
        when given.user_adjusted_score is not null or given.feedback_text is not null then 'modified'
        else 'rejected' end as verdict,
      jsonb_strip_nulls(jsonb_build_object('feedback_id', given.id, 'feedback_type', given.feedback_type,
        'text', given.feedback_text, 'adjusted_score', given.user_adjusted_score, 'at', given.created_at)) as details
    from public.hrm_feedback_log given
    -- Whether the reasoning was clear says nothing about whether it was right.
    where given.user_id = person and given.insight_id = insight and given.feedback_type not in ('reasoning_clear', 'reasoning_unclear')
    order by given.created_at desc, given.id limit 1
  ) latest on true
  where answered.user_id = person and answered.id = insight
$$;

create function private.take_feedback(
  p_insight_id uuid, p_type text, p_text text, p_adjusted_score numeric, p_suggestion text
) returns public.hrm_feedback_log
language plpgsql volatile security definer set search_path = '' as $$
declare
  judged public.insights := private.current_insight(p_insight_id);
  given public.hrm_feedback_log;
begin
  -- A changed mind replaces what was not learned from yet.
  delete from public.hrm_feedback_log earlier
  where earlier.user_id = judged.user_id and earlier.insight_id = judged.id and earlier.learned_at is null
    and private.feedback_question(earlier.feedback_type) = private.feedback_question(p_type);
  insert into public.hrm_feedback_log (
    user_id, insight_id, feedback_type, entity_type, entity_id, insight_type, original_score, user_adjusted_score, feedback_text,
    suggested_improvement, applied_rules, reasoning_snapshot, created_at)
  select
    judged.user_id, judged.id, p_type, judged.entity_type, judged.entity_id, judged.insight_type,
    (select least(sum(rule.score * rule.weight) / nullif(sum(rule.weight), 0), 1)
     from jsonb_to_recordset(judged.evidence -> 'rules') rule (score numeric, weight numeric)),
    p_adjusted_score, nullif(trim(p_text), ''), nullif(trim(p_suggestion), ''), coalesce(judged.evidence -> 'rules', '[]'),
    jsonb_build_object('title', judged.title, 'summary', judged.summary, 'reasoning_path', judged.reasoning_path,
      'rule_code', judged.rule_code, 'rule_version', judged.rule_version, 'confidence', judged.confidence, 'impact', judged.impact,
      'is_stale', judged.stale_at is not null),
    clock_timestamp()
  returning * into given;
  perform private.settle_feedback(judged.user_id, judged.id);
  return given;
end $$;

create function public.give_insight_feedback(
  p_insight_id uuid, p_type text, p_text text default null, p_adjusted_score numeric default null, p_suggestion text default null
) returns public.hrm_feedback_log
language sql volatile security invoker set search_path = '' as $$
  select private.take_feedback(p_insight_id, p_type, p_text, p_adjusted_score, p_suggestion)
$$;
comment on function public.give_insight_feedback is
  'Writes down what the caller says to an insight, with the rules and scores it judges. A second answer to the same question replaces the first until it is learned from.';

create function private.take_feedback_back(p_feedback_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  given public.hrm_feedback_log;
begin
  select * into given from public.hrm_feedback_log log
  where log.user_id = auth.uid() and log.id = p_feedback_id for update;
  if not found then
    raise exception 'there is no such feedback' using errcode = 'PT404';
  end if;
  if given.learned_at is not null then
    raise exception 'this feedback has moved the weights already; put the weights back instead' using errcode = 'PT409';
  end if;
  delete from public.hrm_feedback_log log where log.user_id = given.user_id and log.id = given.id;
  perform private.settle_feedback(given.user_id, given.insight_id);
end $$;

create function public.take_back_insight_feedback(p_feedback_id uuid) returns void
language sql volatile security invoker set search_path = '' as $$
  select private.take_feedback_back(p_feedback_id)
$$;
comment on function public.take_back_insight_feedback is 'Takes feedback of the caller back, as if never given. PT409 once it was learned from.';

create function public.related_insights(p_insight_id uuid) returns setof public.insights
language sql stable security invoker set search_path = '' as $$
  select other.* from (
    select source.insight_id, count(*) as shared
    from public.insight_sources own
    join public.insight_sources source
      on source.user_id = own.user_id and source.table_name = own.table_name and source.row_id = own.row_id
        and source.insight_id <> own.insight_id
    where own.user_id = (select auth.uid()) and own.insight_id = p_insight_id
    group by source.insight_id
  ) link
  join public.insights other on other.user_id = (select auth.uid()) and other.id = link.insight_id
  where other.is_active
  order by link.shared desc, other.impact desc, other.id limit 20
$$;
comment on function public.related_insights is 'The active insights of the caller that rest on the same rows as this one, those with most in common first; at most 20.';

create function public.insight_statistics(p_days integer default 30) returns jsonb
language sql stable security invoker set search_path = '' as $$
  with
    period as (
      select private.clock() - make_interval(days => least(greatest(p_days, 1), 366)) as since, private.local_today((select auth.uid())) as today
    ),
    -- One per subject: a new version of the same is no further insight.
    told as materialized (
      select distinct on (insight.subject) insight.subject, insight.insight_type, insight.confidence, insight.user_feedback, insight.is_active
      from public.insights insight, period
      where insight.user_id = (select auth.uid()) and insight.created_at >= period.since
      order by insight.subject, insight.created_at desc
    ),
    given as materialized (
      select log.feedback_type from public.hrm_feedback_log log, period
      where log.user_id = (select auth.uid()) and log.created_at >= period.since
    ),
    tally as (
      select told.insight_type, count(*) as total, count(*) filter (where told.is_active) as active, avg(told.confidence) as confidence,
        count(told.user_feedback) as answered, count(*) filter (where told.user_feedback = 'accepted') as accepted,
        grouping(told.insight_type) = 1 as is_sum
      from told group by grouping sets ((told.insight_type), ())
    )
  select jsonb_build_object(
    'days', least(greatest(p_days, 1), 366),
    'total', sum.total, 'active', sum.active, 'average_confidence', round(sum.confidence, 3),
    'answered', sum.answered, 'accepted', sum.accepted,
    'helpful', (select count(*) from given where given.feedback_type = 'insight_helpful'),
    'not_helpful', (select count(*) from given where given.feedback_type = 'insight_not_helpful'),
    'feedback_count', (select count(*) from given),
    'by_type', (
      select coalesce(jsonb_agg(jsonb_build_object('insight_type', kind.insight_type, 'total', kind.total,
        'average_confidence', round(kind.confidence, 3), 'answered', kind.answered, 'accepted', kind.accepted)
        order by kind.total desc, kind.insight_type), '[]')
      from tally kind where not kind.is_sum),
    'weeks', (
      select jsonb_agg(jsonb_build_object('from_on', week.from_on, 'total', week.total, 'average_confidence', week.confidence)
        order by week.from_on)
      from (
        select period.today - 7 * back - 6 as from_on, count(distinct insight.subject) as total, round(avg(insight.confidence), 3) as confidence
        from period cross join generate_series(0, 3) back
        left join public.user_profiles profile on profile.user_id = (select auth.uid())
        left join public.insights insight on insight.user_id = profile.user_id
          and insight.created_at >= (period.today - 7 * back - 6)::timestamp at time zone profile.time_zone
          and insight.created_at < (period.today - 7 * back + 1)::timestamp at time zone profile.time_zone
        group by 1
      ) week))
  from tally sum where sum.is_sum
$$;
comment on function public.insight_statistics is
  'Counts about the caller''s insights of the last days: { days, total, active, average_confidence, answered, accepted, helpful, not_helpful, feedback_count, by_type, weeks }. Subjects are counted, not versions; intervals are for the reader to work out.';

revoke all on function public.touch_insight, public.pin_insight, public.dismiss_insight, public.restore_insight,
  public.give_insight_feedback, public.take_back_insight_feedback, public.related_insights, public.insight_statistics from public, anon;
grant execute on function public.touch_insight, public.pin_insight, public.dismiss_insight, public.restore_insight,
  public.give_insight_feedback, public.take_back_insight_feedback, public.related_insights, public.insight_statistics to authenticated;
grant execute on function private.take_feedback, private.take_feedback_back to authenticated;
