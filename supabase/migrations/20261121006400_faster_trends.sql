-- What a person decided is first found by what it is sorted, filtered and counted by, and only then told in words: a page of
-- decisions and the trends no longer take all texts and receipts out of their rows. Pages go on behind a row, not a time.

create index insights_user_id_dismissed_at_idx on public.insights (user_id, dismissed_at) where dismissed_at is not null;
create index insights_user_id_pinned_at_idx on public.insights (user_id, pinned_at) where pinned_at is not null;

create function private.decided(person uuid, from_on date, until_on date)
returns table (id uuid, kind text, decided_at timestamptz, insight_type text, rule_code text)
language plpgsql stable set search_path = '' as $$
declare
  zone text := (select profile.time_zone from public.user_profiles profile where profile.user_id = person);
  since timestamptz := coalesce(private.instant_of(from_on, zone), '-infinity');
  before timestamptz := coalesce(private.instant_of(until_on + 1, zone), 'infinity');
begin
  return query
  select log.id,
    case
      when log.feedback_type in ('reasoning_clear', 'reasoning_unclear') then 'reasoning'
      when log.feedback_type in ('insight_helpful', 'priority_correct', 'recommendation_followed') then 'helpful'
      when log.feedback_type = 'priority_incorrect' or log.feedback_text is not null or log.user_adjusted_score is not null
        then 'corrected'
      else 'not_helpful' end,
    log.created_at, log.insight_type, coalesce(log.reasoning_snapshot ->> 'rule_code', '')
  from public.hrm_feedback_log log
  where log.user_id = person and log.created_at >= since and log.created_at < before
  union all
  -- A later version of what was dismissed is dismissed too: one decision, told as it is said last.
  (select distinct on (insight.subject, insight.dismissed_at)
    insight.id, 'dismissed', insight.dismissed_at, insight.insight_type, insight.rule_code
  from public.insights insight
  where insight.user_id = person and insight.dismissed_at >= since and insight.dismissed_at < before
  order by insight.subject, insight.dismissed_at, insight.version desc)
  union all
  select insight.id, 'pinned', pin.pinned_at, insight.insight_type, insight.rule_code
  from (
    select said.subject, max(said.pinned_at) as pinned_at from public.insights said
    where said.user_id = person and said.pinned_at is not null
    group by said.subject
  ) pin
  join public.insights insight on insight.user_id = person and insight.subject = pin.subject
  where insight.ended_at is null and insight.is_pinned and pin.pinned_at >= since and pin.pinned_at < before;
end $$;
comment on function private.decided is
  'What a person decided from a day to a day: answers, and the dismissals and pins that hold, without their words. Answers have the id of their row in hrm_feedback_log, the others that of the insight. Feedback of both kinds on the reasons is "reasoning": it says nothing about whether they were right.';

drop function public.insight_decisions(date, date, text[], text, text, text, timestamptz, integer);
create function public.insight_decisions(
  p_from date default null, p_until date default null, p_kinds text[] default null, p_type text default null, p_rule text default null,
  p_search text default null, p_before timestamptz default null, p_limit integer default 50, p_before_id uuid default null,
  p_before_kind text default null
) returns table (
  id uuid, kind text, decided_at timestamptz, insight_id uuid, title text, summary text, insight_type text, entity_type text,
  entity_id uuid, rule_code text, confidence numeric, impact numeric, feedback_type text, told_text text, score numeric,
  adjusted_score numeric, applied_rules jsonb, learned_at timestamptz, moved jsonb
)
language sql stable security invoker set search_path = '' as $$
  with
    decided as materialized (
      select decision.*, decision.kind in ('dismissed', 'pinned') as is_held
      from private.decided((select auth.uid()), p_from, p_until) decision
      where (p_kinds is null or decision.kind = any (p_kinds))
        and (p_type is null or decision.insight_type = p_type)
        and (p_rule is null or decision.rule_code = p_rule)
        and (p_before is null or decision.decided_at < p_before
          -- The dismissal and the pin of one insight have one id.
          or (decision.decided_at = p_before
            and (decision.id > p_before_id or (decision.id = p_before_id and decision.kind > p_before_kind))))
    ),
    page as materialized (
      select decided.* from decided
      where coalesce(trim(p_search), '') = '' or position(lower(trim(p_search)) in lower(
        case when decided.is_held then (
          select concat_ws(' ', insight.title, insight.summary) from public.insights insight
          where insight.user_id = (select auth.uid()) and insight.id = decided.id)
        else (
          select concat_ws(' ', log.reasoning_snapshot ->> 'title', log.reasoning_snapshot ->> 'summary', log.feedback_text)
          from public.hrm_feedback_log log where log.user_id = (select auth.uid()) and log.id = decided.id) end)) > 0
      order by decided.decided_at desc, decided.id, decided.kind
      limit least(greatest(p_limit, 1), 500)
    ),
    told as (
      select page.id, page.kind, page.decided_at, log.insight_id, coalesce(log.reasoning_snapshot ->> 'title', '') as title,
        coalesce(log.reasoning_snapshot ->> 'summary', '') as summary, page.insight_type, log.entity_type, log.entity_id, page.rule_code,
        (log.reasoning_snapshot ->> 'confidence')::numeric as confidence, (log.reasoning_snapshot ->> 'impact')::numeric as impact,
        log.feedback_type, log.feedback_text as told_text, log.original_score as score, log.user_adjusted_score as adjusted_score,
        log.applied_rules, log.learned_at
      from page
      join public.hrm_feedback_log log on log.user_id = (select auth.uid()) and log.id = page.id
      where not page.is_held
      union all
      select page.id, page.kind, page.decided_at, insight.id, insight.title, insight.summary, page.insight_type, insight.entity_type,
        insight.entity_id, page.rule_code, insight.confidence, insight.impact, null, null, null, null,
        coalesce(insight.evidence -> 'rules', '[]'), null
      from page
      join public.insights insight on insight.user_id = (select auth.uid()) and insight.id = page.id
      where page.is_held
    )
  select told.*,
    -- What was learned in one night carries one time: that of its transaction.
    case when told.learned_at is null then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', change.id, 'rule_code', change.rule_code, 'before', change.before,
        'after', change.after, 'reason', change.reason, 'created_at', change.created_at, 'reverted_at', change.reverted_at)
        order by change.rule_code), '[]')
      from public.hrm_weight_changes change
      where change.user_id = (select auth.uid()) and change.created_at = told.learned_at
        and told.applied_rules @> jsonb_build_array(jsonb_build_object('code', change.rule_code))) end
  from told
  order by told.decided_at desc, told.id, told.kind
$$;
comment on function public.insight_decisions is
  'What the caller decided about insights, latest first, at equal times by id and kind: helpful, not_helpful, corrected, reasoning, dismissed or pinned; the rules and scores judged then; and the weights a night moved because of it. p_from and p_until are days of the caller, both included; p_before, p_before_id and p_before_kind, all of the last row of a page, page on.';

create or replace function public.insight_trends(p_weeks integer default 4) returns jsonb
language sql stable security invoker set search_path = '' as $$
  with
    period as materialized (
      select today - 7 * least(greatest(p_weeks, 1), 12) + 1 as from_on, today as until_on, profile.time_zone as zone,
        least(greatest(p_weeks, 1), 12) as weeks
      from public.user_profiles profile cross join lateral private.local_today(profile.user_id) today
      where profile.user_id = (select auth.uid())
    ),
    week as materialized (
      select number, period.from_on + 7 * number as from_on, period.from_on + 7 * number + 6 as until_on
      from period, generate_series(0, period.weeks - 1) number
    ),
    -- Both in one, so that each grouping counts both alike. What was told is what insights_told answers.
    fact as (
      select ((insight.created_at at time zone period.zone)::date - period.from_on) / 7 as week, insight.insight_type, insight.rule_code,
        insight.confidence, 'told' as kind
      from period
      join public.insights insight on insight.user_id = (select auth.uid()) and insight.version = 1
        and insight.created_at >= private.instant_of(period.from_on, period.zone)
        and insight.created_at < private.instant_of(period.until_on + 1, period.zone)
      union all
      select ((decision.decided_at at time zone period.zone)::date - period.from_on) / 7, decision.insight_type, decision.rule_code, null,
        decision.kind
      from period cross join lateral private.decided((select auth.uid()), period.from_on, period.until_on) decision
    ),
    -- Thousands of facts are a few hundred of these; every grouping adds up those.
    part as materialized (
      select fact.week, fact.insight_type, fact.rule_code, fact.kind, count(*) as number, count(fact.confidence) as sure,
        sum(fact.confidence) as confidence
      from fact group by fact.week, fact.insight_type, fact.rule_code, fact.kind
    ),
    tally as materialized (
      select part.week, part.insight_type, part.rule_code,
        grouping(part.week) = 0 as is_week, grouping(part.insight_type) = 0 as is_type, grouping(part.rule_code) = 0 as is_rule,
        coalesce(sum(part.number) filter (where part.kind = 'told'), 0) as told,
        jsonb_build_object(
          'told', coalesce(sum(part.number) filter (where part.kind = 'told'), 0),
          'confidence', round(sum(part.confidence) / nullif(sum(part.sure), 0), 3),
          'helpful', coalesce(sum(part.number) filter (where part.kind = 'helpful'), 0),
          'not_helpful', coalesce(sum(part.number) filter (where part.kind = 'not_helpful'), 0),
          'corrected', coalesce(sum(part.number) filter (where part.kind = 'corrected'), 0),
          'dismissed', coalesce(sum(part.number) filter (where part.kind = 'dismissed'), 0)
        ) as counts
      from part
      group by grouping sets ((), (part.week), (part.insight_type), (part.rule_code), (part.week, part.insight_type))
    )
  select jsonb_build_object(
    'weeks', period.weeks, 'from_on', period.from_on, 'until_on', period.until_on,
    'total', (select tally.counts from tally where not tally.is_week and not tally.is_type and not tally.is_rule),
    'by_week', (
      select jsonb_agg(jsonb_build_object('from_on', week.from_on, 'until_on', week.until_on) || coalesce(tally.counts,
        '{ "told": 0, "confidence": null, "helpful": 0, "not_helpful": 0, "corrected": 0, "dismissed": 0 }') order by week.number)
      from week left join tally on tally.is_week and not tally.is_type and tally.week = week.number),
    'by_type', (
      select coalesce(jsonb_agg(jsonb_build_object('insight_type', tally.insight_type, 'by_week', (
          select jsonb_agg(coalesce(part.told, 0) order by week.number)
          from week left join tally part
            on part.is_week and part.is_type and part.week = week.number and part.insight_type = tally.insight_type)
        ) || tally.counts order by tally.told desc, tally.insight_type), '[]')
      from tally where tally.is_type and not tally.is_week),
    'by_rule', (
      select coalesce(jsonb_agg(jsonb_build_object('rule_code', tally.rule_code) || tally.counts
        order by tally.told desc, tally.rule_code), '[]')
      from tally where tally.is_rule))
  from period
$$;

drop function private.decisions(uuid, date, date);
revoke all on function public.insight_decisions from public, anon;
grant execute on function public.insight_decisions to authenticated;
grant execute on function private.decided to authenticated;
