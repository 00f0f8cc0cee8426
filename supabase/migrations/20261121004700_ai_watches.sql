-- Two more things the operator must look at: a person who costs much in a month, and questions no model answered.

create table private.ai_watch_rules (
  kind text primary key check (kind in ('person_cost', 'routing_failures')),
  more_than numeric not null check (more_than >= 0),
  least_requests integer not null default 0 check (least_requests >= 0)
);
comment on table private.ai_watch_rules is
  'When an alarm is raised. A kind without a row is not watched.';
comment on column private.ai_watch_rules.more_than is
  'person_cost: nano-USD of a person in a month. routing_failures: percent of the requests of 24 hours.';
comment on column private.ai_watch_rules.least_requests is 'Of fewer requests a share says nothing.';
insert into private.ai_watch_rules (kind, more_than, least_requests) values
  ('person_cost', 500000000, 0),
  ('routing_failures', 1, 100);
grant select on private.ai_watch_rules to service_role;

alter table public.ai_alarms drop constraint ai_alarms_kind_check;
alter table public.ai_alarms add constraint ai_alarms_kind_check check (kind in (
  'drift', 'overrun', 'unknown_model', 'expired_holds', 'spend_rate', 'person_cost', 'routing_failures'));
comment on table public.ai_alarms is
  'What the operator must look at, each thing once: its key says what it is about, and when. private.open_ai_alarms shows what is left.';

-- Neither column changes after the row is made, so that the counters stay as cheap to write as they were.
create index ai_budget_periods_starts_on_idx on public.ai_budget_periods (starts_on) where scope = 'user';
create index ai_holds_created_at_idx on public.ai_holds using brin (created_at);

create function private.ai_routing(after timestamptz, until timestamptz, out requests bigint, out failures bigint)
language sql stable set search_path = '' as $$
  with routed as (
    select hold.state,
      coalesce(answer.source, hold.outcome ->> 'source') as source,
      coalesce(answer.error_code, hold.outcome ->> 'error_code') as error_code
    from public.ai_holds hold
    left join public.ai_interactions answer on answer.user_id = hold.user_id and answer.id = hold.interaction_id
    where hold.created_at > after and hold.created_at <= until and hold.is_interaction
      -- Given back without a word of what became of it: nobody was to be asked.
      and (hold.state in ('settled', 'expired') or (hold.state = 'released' and hold.outcome is not null))
  )
  select count(*), count(*) filter (where routed.state = 'expired' or routed.source in ('cache', 'template')
    -- Who leaves has not been failed, and a provider that refuses has answered.
    or routed.error_code not in ('aborted', 'blocked'))
  from routed
$$;
comment on function private.ai_routing is
  'How many requests were to be answered by a model, and for how many none of the models did: it broke off, something else had to answer, or nobody ever told.';

create function private.watch_ai() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  this_month date := date_trunc('month', at at time zone 'UTC')::date;
  raised int;
begin
  with found as (
    -- The last month too: what was spent in its last hour was seen by nobody yet.
    select rule.kind, concat_ws(' ', rule.kind, period.scope_id, period.starts_on) as key,
      jsonb_build_object('user_id', period.scope_id, 'month', period.starts_on, 'spent', period.spent_nano_usd,
        'more_than', rule.more_than) as details
    from private.ai_watch_rules rule
    join public.ai_budget_periods period
      on period.scope = 'user' and period.starts_on in (this_month, (this_month - interval '1 month')::date)
      and period.spent_nano_usd > rule.more_than
    where rule.kind = 'person_cost'
    union all
    select rule.kind, concat_ws(' ', rule.kind, (at at time zone 'UTC')::date),
      jsonb_build_object('until', at, 'requests', routing.requests, 'failures', routing.failures, 'more_than', rule.more_than)
    from private.ai_watch_rules rule
    cross join lateral private.ai_routing(at - interval '24 hours', at) routing
    where rule.kind = 'routing_failures' and routing.requests >= rule.least_requests
      and routing.failures * 100 > routing.requests * rule.more_than
  )
  insert into public.ai_alarms (kind, key, details, created_at) select found.kind, found.key, found.details, at from found
  on conflict (key) do nothing;
  get diagnostics raised = row_count;
  return raised;
end $$;
comment on function private.watch_ai is
  'Raises an alarm for whatever is over a rule of ai_watch_rules: once per person and month, and once a day. Runs every hour. How many.';
grant execute on function private.ai_routing, private.watch_ai to service_role;

create view private.open_ai_alarms as
select
  alarm.id,
  alarm.kind,
  case alarm.kind
    when 'drift' then 'A counter says something else than the ledger.'
    when 'overrun' then 'A request cost more than was held for it.'
    when 'unknown_model' then 'A model answered whose price is not in the catalogue.'
    when 'expired_holds' then 'Requests ended without saying what they cost.'
    when 'spend_rate' then 'Much was spent within a minute; models take a break.'
    when 'person_cost' then 'A person costs more in this month than planned for.'
    when 'routing_failures' then 'Too many requests were answered by no model.'
  end as what,
  alarm.details,
  alarm.created_at
from public.ai_alarms alarm
where alarm.resolved_at is null
order by alarm.created_at;
comment on view private.open_ai_alarms is
  'For the operator: alarms nobody has settled, oldest first. Then: update public.ai_alarms set resolved_at = now() where id = …';
comment on column private.open_ai_alarms.details is 'Ids, counts and nano-USD only, never content.';
revoke all on private.open_ai_alarms from anon, authenticated;
grant select on private.open_ai_alarms to service_role;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('watch-ai', '11 * * * *', 'select private.watch_ai()');
  end if;
end $$;
