-- What a person decided about insights, what they were told and when, and where their time went: read by the screens,
-- counted once here so that every number on them leads to the rows it counts. Days are those of the person.

alter table public.insights add column pinned_at timestamptz;
comment on column public.insights.pinned_at is
  'When the person pinned what it said then. A later version of a pinned insight is pinned too, and keeps the time with the version.';

create or replace function private.keep_insight_times() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.id is distinct from old.id or new.user_id is distinct from old.user_id then
    raise exception 'the id and the owner of a row never change' using errcode = '42501';
  end if;
  if new.is_pinned is distinct from old.is_pinned then
    new.pinned_at := case when new.is_pinned then private.clock() end;
  end if;
  -- Being looked at, or found true again, is no change of what it says.
  if (new.title, new.summary, new.is_pinned, new.dismissed_at, new.ended_at, new.stale_at, new.user_feedback)
    is distinct from (old.title, old.summary, old.is_pinned, old.dismissed_at, old.ended_at, old.stale_at, old.user_feedback) then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end $$;
update public.insights insight set pinned_at = insight.updated_at where insight.is_pinned and insight.ended_at is null;

create function private.instant_of(day date, zone text) returns timestamptz
language sql stable set search_path = '' as $$
  select day::timestamp at time zone zone
$$;
comment on function private.instant_of is 'When a day begins in a time zone; null for none.';

create function private.decisions(person uuid, from_on date, until_on date)
returns table (
  id uuid, kind text, decided_at timestamptz, insight_id uuid, title text, summary text, insight_type text, entity_type text,
  entity_id uuid, rule_code text, confidence numeric, impact numeric, feedback_type text, told_text text, score numeric,
  adjusted_score numeric, applied_rules jsonb, learned_at timestamptz
)
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
    log.created_at, log.insight_id, coalesce(log.reasoning_snapshot ->> 'title', ''), coalesce(log.reasoning_snapshot ->> 'summary', ''),
    log.insight_type, log.entity_type, log.entity_id, coalesce(log.reasoning_snapshot ->> 'rule_code', ''),
    (log.reasoning_snapshot ->> 'confidence')::numeric, (log.reasoning_snapshot ->> 'impact')::numeric,
    log.feedback_type, log.feedback_text, log.original_score, log.user_adjusted_score, log.applied_rules, log.learned_at
  from public.hrm_feedback_log log
  where log.user_id = person and log.created_at >= since and log.created_at < before
  union all
  -- A later version of what was dismissed is dismissed too: one decision, told as it is said last.
  (select distinct on (insight.subject, insight.dismissed_at)
    insight.id, 'dismissed', insight.dismissed_at, insight.id, insight.title, insight.summary, insight.insight_type, insight.entity_type,
    insight.entity_id, insight.rule_code, insight.confidence, insight.impact, null, null, null::numeric, null::numeric,
    coalesce(insight.evidence -> 'rules', '[]'), null::timestamptz
  from public.insights insight
  where insight.user_id = person and insight.dismissed_at >= since and insight.dismissed_at < before
  order by insight.subject, insight.dismissed_at, insight.version desc)
  union all
  select insight.id, 'pinned', pin.pinned_at, insight.id, insight.title, insight.summary, insight.insight_type, insight.entity_type,
    insight.entity_id, insight.rule_code, insight.confidence, insight.impact, null, null, null, null,
    coalesce(insight.evidence -> 'rules', '[]'), null
  from public.insights insight
  cross join lateral (
    select max(said.pinned_at) as pinned_at from public.insights said
    where said.user_id = person and said.subject = insight.subject
  ) pin
  where insight.user_id = person and insight.ended_at is null and insight.is_pinned and pin.pinned_at >= since and pin.pinned_at < before;
end $$;
comment on function private.decisions is
  'What a person decided from a day to a day: answers, and the dismissals and pins that hold. Feedback of both kinds on the reasons is "reasoning": it says nothing about whether they were right.';

create function public.insight_decisions(
  p_from date default null, p_until date default null, p_kinds text[] default null, p_type text default null, p_rule text default null,
  p_search text default null, p_before timestamptz default null, p_limit integer default 50
) returns table (
  id uuid, kind text, decided_at timestamptz, insight_id uuid, title text, summary text, insight_type text, entity_type text,
  entity_id uuid, rule_code text, confidence numeric, impact numeric, feedback_type text, told_text text, score numeric,
  adjusted_score numeric, applied_rules jsonb, learned_at timestamptz, moved jsonb
)
language sql stable security invoker set search_path = '' as $$
  select decision.id, decision.kind, decision.decided_at, decision.insight_id, decision.title, decision.summary, decision.insight_type,
    decision.entity_type, decision.entity_id, decision.rule_code, decision.confidence, decision.impact, decision.feedback_type,
    decision.told_text, decision.score, decision.adjusted_score, decision.applied_rules, decision.learned_at,
    -- What was learned in one night carries one time: that of its transaction.
    case when decision.learned_at is null then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', change.id, 'rule_code', change.rule_code, 'before', change.before,
        'after', change.after, 'reason', change.reason, 'created_at', change.created_at, 'reverted_at', change.reverted_at)
        order by change.rule_code), '[]')
      from public.hrm_weight_changes change
      where change.user_id = (select auth.uid()) and change.created_at = decision.learned_at
        and decision.applied_rules @> jsonb_build_array(jsonb_build_object('code', change.rule_code))) end
  from private.decisions((select auth.uid()), p_from, p_until) decision
  where (p_kinds is null or decision.kind = any (p_kinds))
    and (p_type is null or decision.insight_type = p_type)
    and (p_rule is null or decision.rule_code = p_rule)
    and (coalesce(trim(p_search), '') = ''
      or position(lower(trim(p_search)) in lower(concat_ws(' ', decision.title, decision.summary, decision.told_text))) > 0)
    and (p_before is null or decision.decided_at < p_before)
  order by decision.decided_at desc, decision.id
  limit least(greatest(p_limit, 1), 500)
$$;
comment on function public.insight_decisions is
  'What the caller decided about insights, latest first: kind helpful, not_helpful, corrected, reasoning, dismissed or pinned; the rules and scores judged then; and the weights a night moved because of it. p_from and p_until are days of the caller, both included; p_before pages on.';

create function public.insights_told(p_from date, p_until date) returns setof public.insights
language sql stable security invoker set search_path = '' as $$
  select insight.*
  from public.user_profiles profile
  join public.insights insight on insight.user_id = profile.user_id and insight.version = 1
    and insight.created_at >= private.instant_of(p_from, profile.time_zone)
    and insight.created_at < private.instant_of(p_until + 1, profile.time_zone)
  where profile.user_id = (select auth.uid())
$$;
comment on function public.insights_told is
  'What the caller was told anew from a day to a day, both included, in the words of then. Other words for the same are no further insight.';

create function public.insight_trends(p_weeks integer default 4) returns jsonb
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
    told as materialized (
      select ((insight.created_at at time zone period.zone)::date - period.from_on) / 7 as week, insight.insight_type, insight.rule_code,
        insight.confidence
      from period cross join lateral public.insights_told(period.from_on, period.until_on) insight
    ),
    decided as materialized (
      select ((decision.decided_at at time zone period.zone)::date - period.from_on) / 7 as week, decision.insight_type,
        decision.rule_code, decision.kind
      from period cross join lateral private.decisions((select auth.uid()), period.from_on, period.until_on) decision
    ),
    -- Both in one, so that each grouping counts both alike.
    fact as materialized (
      select told.week, told.insight_type, told.rule_code, told.confidence, 'told' as kind from told
      union all
      select decided.week, decided.insight_type, decided.rule_code, null, decided.kind from decided
    ),
    tally as materialized (
      select fact.week, fact.insight_type, fact.rule_code,
        grouping(fact.week) = 0 as is_week, grouping(fact.insight_type) = 0 as is_type, grouping(fact.rule_code) = 0 as is_rule,
        count(*) filter (where fact.kind = 'told') as told,
        jsonb_build_object(
          'told', count(*) filter (where fact.kind = 'told'), 'confidence', round(avg(fact.confidence), 3),
          'helpful', count(*) filter (where fact.kind = 'helpful'), 'not_helpful', count(*) filter (where fact.kind = 'not_helpful'),
          'corrected', count(*) filter (where fact.kind = 'corrected'), 'dismissed', count(*) filter (where fact.kind = 'dismissed')
        ) as counts
      from fact
      group by grouping sets ((), (fact.week), (fact.insight_type), (fact.rule_code), (fact.week, fact.insight_type))
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
comment on function public.insight_trends is
  'Of the last 1 to 12 weeks of the caller, the last one ending today: { weeks, from_on, until_on, total, by_week, by_type, by_rule }, each with told, confidence, helpful, not_helpful, corrected and dismissed. What is counted as told is what insights_told answers, the rest what insight_decisions answers for the same days. Null for nobody.';

revoke all on function public.insight_decisions, public.insights_told, public.insight_trends from public, anon;
grant execute on function public.insight_decisions, public.insights_told, public.insight_trends to authenticated;
grant execute on function private.decisions, private.instant_of to authenticated;
