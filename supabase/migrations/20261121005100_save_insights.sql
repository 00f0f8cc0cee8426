-- What becomes of insights that are saved: locks, failed runs, words of a model, and being forgotten.

-- Runs are forgotten before what they found, and are written down after it.
alter table public.insights drop constraint insights_user_id_run_id_fkey;
drop index public.insights_user_id_run_id_idx;
comment on column public.insights.run_id is 'The run that said so last, which may be forgotten since.';

create type private.insight_draft as (
  subject text, rule_code text, rule_version integer,
  entity_type text, entity_id uuid, insight_type text, title text, summary text, detailed_reasoning jsonb, confidence numeric,
  impact numeric, reasoning_path jsonb, evidence jsonb, tags text[], expires_at timestamptz, digest uuid, draft_hash text
);
create type private.ended_insight as (
  subject text, id uuid, version integer, is_pinned boolean, dismissed_at timestamptz, user_feedback text,
  feedback_details jsonb, application_count integer, end_reason text
);

-- Whoever changes a row holds the first lock with others until commit; whoever saves insights tries to hold it alone.
create function private.insight_lock(person uuid) returns bigint
-- plpgsql keeps its plan, while an SQL function with a fixed search path is planned anew at each call.
language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended('rows behind insights ' || person, 0);
end $$;

create function private.covers(scope jsonb, entity_type text, entity_id uuid) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return scope @> jsonb_build_array(jsonb_build_object('entity_type', entity_type, 'entity_id', entity_id));
end $$;
comment on function private.covers is 'Whether a list of { entity_type, entity_id } names this one.';

create function public.fail_insight_run(p_user_id uuid, p_run jsonb, p_error_code text) returns void
language sql volatile security invoker set search_path = '' as $$
  insert into public.hrm_runs (user_id, id, trigger, status, started_at, finished_at, error_code)
  select profile.user_id, run.id, run.trigger, 'failed', least(coalesce(run.started_at, private.clock()), private.clock()), private.clock(),
    left(p_error_code, 100)
  from public.user_profiles profile
  cross join jsonb_to_record(p_run) run (id uuid, trigger text, started_at timestamptz)
  where profile.user_id = p_user_id
  on conflict (user_id, id) do update set status = 'failed', finished_at = excluded.finished_at, error_code = excluded.error_code
    where hrm_runs.status in ('running', 'failed')
$$;
comment on function public.fail_insight_run is 'Writes down that a run came to nothing, and why.';

create function public.phrase_insight(p_user_id uuid, p_insight_id uuid, p_phrasing jsonb) returns boolean
language plpgsql volatile security invoker set search_path = '' as $$
begin
  update public.insights insight set
    title = coalesce(p_phrasing ->> 'title', insight.title),
    summary = coalesce(p_phrasing ->> 'summary', insight.summary),
    detailed_reasoning = coalesce(p_phrasing -> 'detailed_reasoning', insight.detailed_reasoning),
    confidence = coalesce((p_phrasing ->> 'confidence')::numeric, insight.confidence),
    llm_model_used = p_phrasing ->> 'llm_model_used',
    llm_session_id = (p_phrasing ->> 'llm_session_id')::uuid,
    llm_context = p_phrasing -> 'llm_context'
  where insight.user_id = p_user_id and insight.id = p_insight_id and insight.ended_at is null and insight.stale_at is null;
  return found;
end $$;
comment on function public.phrase_insight is
  'Keeps how a model has put it: { title, summary, detailed_reasoning, confidence, llm_model_used, llm_session_id, llm_context }. False, and nothing, for an insight that is over or stale.';

create function private.forget_insights() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten integer;
begin
  delete from public.insights insight
  where insight.ended_at < private.clock() - interval '90 days' and not insight.is_pinned
    and insight.user_feedback is null;
  get diagnostics forgotten = row_count;
  delete from public.hrm_runs run where run.started_at < private.clock() - interval '90 days';
  return forgotten;
end $$;
comment on function private.forget_insights is
  'Deletes what ended 90 days ago, unless it was pinned or answered, and the runs of that time. Runs every night.';
create index hrm_runs_started_at_idx on public.hrm_runs (started_at);

revoke all on function public.fail_insight_run, public.phrase_insight from public, anon, authenticated;
grant execute on function public.fail_insight_run, public.phrase_insight to service_role;
grant execute on function private.insight_lock, private.covers, private.forget_insights to service_role;
