-- Asking for insights: how often, and when the last answer still stands.

insert into private.rate_rules (rule, most, seconds) values ('insights', 20, 60);

create function public.standing_insight_run(p_user_id uuid, p_scope jsonb default '[]') returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('run_id', run.id, 'computed_at', run.taken_at)
  from public.hrm_runs run
  where run.user_id = p_user_id and run.status = 'finished'
    and run.started_at > private.clock() - interval '7 hours'
    and run.taken_at > private.clock() - interval '6 hours'
    and (run.scope = '[]' or (p_scope <> '[]' and run.scope @> p_scope))
    and run.data_version = private.data_version(p_user_id)
    -- What is due tomorrow is due today at midnight, though no row has changed.
    and (run.taken_at at time zone coalesce(
      (select profile.time_zone from public.user_profiles profile where profile.user_id = p_user_id), 'UTC'))::date
      = private.local_today(p_user_id)
    and not exists (select from public.hrm_rules rule where rule.updated_at > run.taken_at)
    and not exists (
      select from public.insights insight
      where insight.user_id = p_user_id and insight.ended_at is null and insight.stale_at is not null
        and (p_scope = '[]' or private.covers(p_scope, insight.entity_type, insight.entity_id)))
  order by run.taken_at desc
  limit 1
$$;
comment on function public.standing_insight_run is
  'The last run whose findings about this scope still stand: younger than six hours, of the same day, and nothing has changed since. { run_id, computed_at }, or null.';
revoke all on function public.standing_insight_run from public, anon, authenticated;
grant execute on function public.standing_insight_run to service_role;
