-- What was used: the state of a budget for the router and the screen, the report of a month, and the nightly check
-- that counters and ledger agree.

create function public.ai_budget_state(p_user_id uuid default auth.uid(), p_organization_id uuid default null) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  today date := (private.clock() at time zone 'UTC')::date;
  month date := date_trunc('month', today)::date;
  plan public.ai_plans := private.ai_plan(p_user_id);
  own public.ai_budget_periods;
begin
  select * into own from public.ai_budget_periods period
  where period.scope = 'user' and period.scope_id = p_user_id and period.starts_on = month;
  return jsonb_build_object(
    'tier', plan.tier,
    'starts_on', month,
    'resets_at', (month + interval '1 month') at time zone 'UTC',
    'scopes', (
      select jsonb_agg(jsonb_build_object('scope', wanted.scope, 'limit_nano_usd', private.ai_limit(wanted.scope, wanted.id),
        'spent_nano_usd', coalesce(period.spent_nano_usd, 0), 'reserved_nano_usd', coalesce(period.reserved_nano_usd, 0))
        order by wanted.place)
      from (values (1, 'user', p_user_id), (2, 'organization', p_organization_id)) as wanted (place, scope, id)
      left join public.ai_budget_periods period
        on period.scope = wanted.scope and period.scope_id = wanted.id and period.starts_on = month
      where wanted.id is not null),
    'interactions', jsonb_build_object(
      'used', coalesce(own.interactions, 0), 'reserved', coalesce(own.reserved_interactions, 0), 'allowed', plan.monthly_interactions,
      'today', private.answers_of_day(p_user_id, today), 'allowed_today', plan.daily_interactions,
      'strategic', coalesce(own.strategic_interactions, 0),
      'allowed_strategic', plan.monthly_interactions * plan.strategic_share_percent / 100));
end $$;
comment on function public.ai_budget_state is
  'What is left this month, in money and answers. A person asks for themselves; the service names the person.';

create function public.ai_usage_report(p_month date default null) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  month date := date_trunc('month', coalesce(p_month, (private.clock() at time zone 'UTC')::date))::date;
  totals record;
  by_feature jsonb;
  by_model jsonb;
  by_day jsonb;
  strategic record;
  dearest record;
  execution text := (
    select model.id from public.ai_models model where model.tier = 'execution' and model.is_enabled order by model.rank, model.id limit 1);
  if_execution bigint;
  suggestions jsonb := '[]';
begin
  select count(*) as calls, coalesce(sum(log.cost_nano_usd), 0)::bigint as cost,
    coalesce(sum(log.counterfactual_nano_usd), 0)::bigint as counterfactual,
    coalesce(sum(log.saved_by_cache_nano_usd), 0)::bigint as saved,
    coalesce(sum(log.input_tokens), 0)::bigint as input, coalesce(sum(log.cached_input_tokens), 0)::bigint as cached,
    coalesce(sum(log.output_tokens), 0)::bigint as output, count(*) filter (where log.is_estimated) as estimated,
    count(*) filter (where log.purpose = 'cache') as cache_answers, count(*) filter (where log.error_code is not null) as failed,
    coalesce(sum(log.cost_nano_usd) filter (where log.error_code is not null), 0)::bigint as failed_cost
  into totals from public.ai_model_usage_logs log
  where log.user_id = (select auth.uid()) and log.starts_on = month;
  select coalesce(jsonb_agg(to_jsonb(part) order by part.cost_nano_usd desc, part.feature), '[]') into by_feature from (
    select log.feature, count(*) as calls, sum(log.cost_nano_usd)::bigint as cost_nano_usd
    from public.ai_model_usage_logs log
    where log.user_id = (select auth.uid()) and log.starts_on = month group by 1) part;
  select coalesce(jsonb_agg(to_jsonb(part) order by part.cost_nano_usd desc, part.model), '[]') into by_model from (
    select log.served_model as model, count(*) as calls, sum(log.cost_nano_usd)::bigint as cost_nano_usd,
      sum(log.input_tokens)::bigint as input_tokens, sum(log.output_tokens)::bigint as output_tokens
    from public.ai_model_usage_logs log
    where log.user_id = (select auth.uid()) and log.starts_on = month and log.purpose <> 'cache' group by 1) part;
  select coalesce(jsonb_agg(to_jsonb(part) order by part.day), '[]') into by_day from (
    select (log.created_at at time zone 'UTC')::date as day, count(*) as calls, sum(log.cost_nano_usd)::bigint as cost_nano_usd
    from public.ai_model_usage_logs log
    where log.user_id = (select auth.uid()) and log.starts_on = month group by 1) part;

  -- Half of the strategic answers by the execution model: the same tokens at its price of today.
  select count(*) as calls, coalesce(sum(log.cost_nano_usd), 0)::bigint as cost,
    coalesce(sum(log.input_tokens), 0)::bigint as input, coalesce(sum(log.output_tokens), 0)::bigint as output
  into strategic from public.ai_model_usage_logs log
  where log.user_id = (select auth.uid()) and log.starts_on = month and log.tier = 'strategic' and log.purpose = 'answer';
  if_execution := private.priced(
    private.ai_usage(jsonb_build_object('input_tokens', strategic.input, 'output_tokens', strategic.output)),
    private.ai_price(execution, 0, private.clock()));
  if strategic.calls > 0 and strategic.cost > if_execution then
    suggestions := suggestions || jsonb_build_object('code', 'fewer_strategic', 'calls', strategic.calls,
      'cost_nano_usd', strategic.cost, 'model', execution, 'share_percent', 50,
      'saves_nano_usd', (strategic.cost - if_execution) / 2);
  end if;
  if totals.failed_cost > 0 then
    suggestions := suggestions || jsonb_build_object('code', 'failed_calls', 'calls', totals.failed,
      'cost_nano_usd', totals.failed_cost, 'saves_nano_usd', totals.failed_cost);
  end if;
  select (part ->> 'feature') as feature, (part ->> 'cost_nano_usd')::bigint as cost into dearest
  from jsonb_array_elements(by_feature) part limit 1;
  if totals.cost > 0 and dearest.cost * 2 > totals.cost and jsonb_array_length(by_feature) > 1 then
    suggestions := suggestions || jsonb_build_object('code', 'dearest_feature', 'feature', dearest.feature,
      'cost_nano_usd', dearest.cost, 'share_percent', dearest.cost * 100 / totals.cost);
  end if;
  return jsonb_build_object(
    'month', month, 'calls', totals.calls, 'cost_nano_usd', totals.cost, 'input_tokens', totals.input,
    'output_tokens', totals.output, 'cached_input_tokens', totals.cached,
    'cached_percent', case when totals.input > 0 then totals.cached * 100 / totals.input else 0 end,
    'cache_answers', totals.cache_answers, 'saved_by_cache_nano_usd', totals.saved,
    'all_strategic_nano_usd', totals.counterfactual, 'estimated_calls', totals.estimated, 'failed_calls', totals.failed,
    'by_feature', by_feature, 'by_model', by_model, 'by_day', by_day, 'suggestions', suggestions);
end $$;
comment on function public.ai_usage_report is
  'What the caller used in a month, by feature, model and day, and what could be saved. All of it computed from the ledger.';

create function private.ai_drift(month date) returns table (
  scope text, scope_id uuid, counted jsonb, booked jsonb
)
language sql stable set search_path = '' as $$
  with booked as (
    select 'user' as scope, log.user_id as scope_id, log.cost_nano_usd from public.ai_model_usage_logs log
    where log.starts_on = month and log.user_id is not null
    union all
    select 'organization', log.organization_id, log.cost_nano_usd from public.ai_model_usage_logs log
    where log.starts_on = month and log.organization_id is not null
    union all
    select 'system', '00000000-0000-0000-0000-000000000000', log.cost_nano_usd from public.ai_model_usage_logs log
    where log.starts_on = month and log.charges_system
  ),
  spent as (
    select booked.scope, booked.scope_id, sum(booked.cost_nano_usd)::bigint as cost from booked group by 1, 2
  ),
  held as (
    select part.scope, part.scope_id,
      coalesce(sum(hold.amount_nano_usd) filter (where hold.state = 'reserved'), 0)::bigint as amount,
      count(*) filter (where hold.state = 'reserved' and hold.is_interaction) as waiting,
      count(*) filter (where hold.is_counted) as answers
    from public.ai_holds hold cross join private.scopes_of(hold) part
    where hold.starts_on = month group by 1, 2
  )
  select period.scope, period.scope_id,
    jsonb_build_object('spent', period.spent_nano_usd, 'reserved', period.reserved_nano_usd,
      'interactions', period.interactions, 'waiting', period.reserved_interactions),
    jsonb_build_object('spent', coalesce(spent.cost, 0), 'reserved', coalesce(held.amount, 0),
      'interactions', coalesce(held.answers, 0), 'waiting', coalesce(held.waiting, 0))
  from public.ai_budget_periods period
  left join spent on spent.scope = period.scope and spent.scope_id = period.scope_id
  left join held on held.scope = period.scope and held.scope_id = period.scope_id
  where period.starts_on = month and (period.spent_nano_usd, period.reserved_nano_usd, period.interactions, period.reserved_interactions)
    is distinct from (coalesce(spent.cost, 0), coalesce(held.amount, 0), coalesce(held.answers, 0)::int, coalesce(held.waiting, 0)::int)
$$;
comment on function private.ai_drift is 'The scopes of a month whose counters say something else than the ledger and the holds.';

create function private.reconcile_ai_budgets() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  this_month date := date_trunc('month', private.clock() at time zone 'UTC')::date;
  raised int;
begin
  insert into public.ai_alarms (kind, key, details)
  select 'drift', concat_ws(' ', 'drift', drift.scope, drift.scope_id, month, private.clock()::date),
    jsonb_build_object('scope', drift.scope, 'scope_id', drift.scope_id, 'month', month, 'counted', drift.counted, 'booked', drift.booked)
  from (values (this_month), ((this_month - interval '1 month')::date)) as months (month)
  cross join lateral private.ai_drift(month) drift
  on conflict (key) do nothing;
  get diagnostics raised = row_count;
  return raised;
end $$;
comment on function private.reconcile_ai_budgets is
  'Compares the counters of this month and the last with the ledger, in one look. Whatever differs is an alarm; the ledger is right. Runs every night.';

revoke all on function public.ai_budget_state, public.ai_usage_report from public, anon;
grant execute on function public.ai_budget_state to authenticated, service_role;
grant execute on function public.ai_usage_report to authenticated;
grant execute on function private.usage_count, private.ai_usage(jsonb), private.ai_price, private.priced to authenticated;
grant execute on function private.ai_drift, private.reconcile_ai_budgets to service_role;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('reconcile-ai-budgets', '41 2 * * *', 'select private.reconcile_ai_budgets()');
  end if;
end $$;
