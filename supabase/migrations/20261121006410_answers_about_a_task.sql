-- A look at a whole life explains the place of its first few tasks. Who asks about another one gets that explained, too, and
-- no answer that was kept and says nothing of it.
create or replace function public.standing_insight_run(p_user_id uuid, p_scope jsonb default '[]') returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('run_id', run.id, 'computed_at', run.taken_at)
  from public.hrm_runs run
  where run.user_id = p_user_id and run.status = 'finished'
    and run.started_at > private.clock() - interval '7 hours'
    and run.taken_at > private.clock() - interval '6 hours'
    and case when run.scope <> '[]' then p_scope <> '[]' and run.scope @> p_scope and not exists (
      select from public.hrm_runs later
      where later.user_id = p_user_id and later.status = 'finished' and later.scope = '[]' and later.taken_at > run.taken_at)
    else not exists (
      select from jsonb_to_recordset(p_scope) asked (entity_type text, entity_id uuid)
      where asked.entity_type = 'task' and not exists (
        select from public.insights insight
        where insight.user_id = p_user_id and insight.ended_at is null and insight.entity_type = 'task'
          and insight.entity_id = asked.entity_id and starts_with(insight.subject, 'priority:'))) end
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
