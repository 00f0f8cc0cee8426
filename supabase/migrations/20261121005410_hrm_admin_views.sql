-- How the rules do, for admins in the dashboard: counts only, of nobody in particular. People reach none of it.

create view public.hrm_rule_performance with (security_invoker = true) as
select
  rule.rule_code, rule.rule_name, rule.version, rule.is_active, rule.base_weight,
  coalesce(said.current_count, 0) as current_count,
  coalesce(said.dismissed_count, 0) as dismissed_count,
  said.average_confidence,
  coalesce(judged.feedback_count, 0) as feedback_count,
  coalesce(judged.helpful_count, 0) as helpful_count,
  coalesce(judged.not_helpful_count, 0) as not_helpful_count,
  round(judged.helpful_count::numeric / nullif(judged.helpful_count + judged.not_helpful_count, 0), 3) as helpful_share,
  coalesce(moved.adjusted_people, 0) as adjusted_people,
  moved.average_weight
from public.hrm_rules rule
left join (
  select insight.rule_code, count(*) as current_count, count(insight.dismissed_at) as dismissed_count,
    round(avg(insight.confidence), 3) as average_confidence
  from public.insights insight where insight.ended_at is null group by insight.rule_code
) said on said.rule_code = rule.rule_code
left join (
  select applied.code, count(*) as feedback_count,
    count(*) filter (where given.feedback_type in ('insight_helpful', 'priority_correct', 'recommendation_followed')) as helpful_count,
    count(*) filter (where given.feedback_type in ('insight_not_helpful', 'priority_incorrect', 'recommendation_ignored')) as not_helpful_count
  from public.hrm_feedback_log given
  cross join lateral jsonb_to_recordset(given.applied_rules) applied (code text)
  where given.created_at >= now() - interval '30 days'
  group by applied.code
) judged on judged.code = rule.rule_code
left join (
  select weight.key, count(*) as adjusted_people, round(avg(weight.value::numeric), 3) as average_weight
  from public.hrm_user_preferences own cross join lateral jsonb_each_text(own.rule_weight_overrides) weight
  group by weight.key
) moved on moved.key = rule.rule_code;
comment on view public.hrm_rule_performance is
  'For admins: what each rule says now, what people answered to insights it had a part in during 30 days, and how far their own weights lie from the weight for everybody. Low helpful_share with much feedback: tune the rule in hrm_rules.';
comment on column public.hrm_rule_performance.current_count is 'Current insights that this rule gave the reason for.';
comment on column public.hrm_rule_performance.helpful_share is 'Of the answers that say yes or no, the share of yes (0-1); null without answers.';
comment on column public.hrm_rule_performance.adjusted_people is 'People with a weight of their own for it, set or learned.';

create view public.hrm_run_health with (security_invoker = true) as
select
  run.started_at::date as day, run.trigger,
  count(*) as run_count,
  count(*) filter (where run.status = 'failed') as failed_count,
  count(*) filter (where run.status = 'superseded') as superseded_count,
  count(distinct run.user_id) as people_count,
  sum((run.counts ->> 'added')::int) as added_count,
  sum((run.counts ->> 'changed')::int) as changed_count,
  sum((run.counts ->> 'gone')::int) as gone_count,
  round((percentile_cont(0.95) within group (order by extract(epoch from run.finished_at - run.started_at)))::numeric, 3) as p95_seconds,
  (array_agg(distinct run.error_code) filter (where run.error_code is not null))[1:5] as error_codes
from public.hrm_runs run
where run.started_at >= now() - interval '90 days'
group by 1, 2;
comment on view public.hrm_run_health is
  'For admins: how many runs of the rules there were each day (UTC) and why, how many failed and with which codes, and how long they took. "schedule" should touch everybody once a day.';

grant select on public.hrm_rule_performance, public.hrm_run_health to service_role;
