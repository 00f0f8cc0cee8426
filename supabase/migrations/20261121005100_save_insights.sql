-- Saving what the rules found out, for one person or for many in one call. An insight is known by its subject: what
-- says the same is only confirmed, what says something else becomes a new version, what is not so any more ends.

-- Runs are forgotten before what they found, and are written down after it.
alter table public.insights drop constraint insights_user_id_run_id_fkey;
drop index public.insights_user_id_run_id_idx;
comment on column public.insights.run_id is 'The run that said so last, which may be forgotten since.';

create type private.insight_run as (
  user_id uuid, id uuid, trigger text, started_at timestamptz, taken_at timestamptz, data_version text, scope jsonb,
  -- Whether a later look at everything is saved already; what later looks at a part looked at; since when a row is
  -- another one than the rules have seen.
  is_late boolean, later_scope jsonb, stale_at timestamptz
);
create type private.insight_draft as (
  user_id uuid, run_id uuid, taken_at timestamptz, stale_at timestamptz, subject text, rule_code text, rule_version integer,
  entity_type text, entity_id uuid, insight_type text, title text, summary text, detailed_reasoning jsonb, confidence numeric,
  impact numeric, reasoning_path jsonb, evidence jsonb, tags text[], expires_at timestamptz, draft_hash text
);
create type private.ended_insight as (
  user_id uuid, subject text, id uuid, version integer, is_pinned boolean, dismissed_at timestamptz, user_feedback text,
  feedback_details jsonb, application_count integer, end_reason text
);

-- Whoever changes a row holds the first lock with others until commit; whoever saves insights tries to hold it alone.
create function private.insight_lock(person uuid) returns bigint
language sql immutable set search_path = '' as $$
  select hashtextextended('rows behind insights ' || person, 0)
$$;

create function private.covers(scope jsonb, entity_type text, entity_id uuid) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return scope @> jsonb_build_array(jsonb_build_object('entity_type', entity_type, 'entity_id', entity_id));
end $$;
comment on function private.covers is 'Whether a list of { entity_type, entity_id } names this one.';

create function private.insight_source_rows(entity_type text, entity_id uuid, evidence jsonb)
returns table (table_name text, row_id uuid)
language sql stable set search_path = '' as $$
  select held."table", held.id
  from jsonb_to_recordset(evidence -> 'rows') held ("table" text, id uuid)
  where held."table" in ('pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions')
  union
  select entity_type || 's', entity_id where entity_id is not null
  union
  -- What rests on no row says that there is none: any new one may make it untrue.
  select level, '00000000-0000-0000-0000-000000000000'::uuid
  from unnest(array['pillars', 'areas', 'projects', 'tasks', 'focus_sessions']) level
  where coalesce(jsonb_array_length(evidence -> 'rows'), 0) = 0
$$;
comment on function private.insight_source_rows is 'The rows whose change makes an insight stale: those of its receipt, and the one it is about.';

create function public.save_insight_runs(p_results jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  now_at timestamptz := private.clock();
  quiet uuid[];
  runs private.insight_run[];
  drafts private.insight_draft[];
  ended private.ended_insight[];
  same uuid[];
  added uuid[];
begin
  -- One save after the other for each person, in an order that all keep.
  perform pg_advisory_xact_lock(hashtextextended('save insights ' || person.id, 0))
  from (
    select distinct result.user_id as id from jsonb_to_recordset(p_results) result (user_id uuid) order by 1
  ) person;
  select array_agg(person.id) into quiet
  from (select distinct result.user_id as id from jsonb_to_recordset(p_results) result (user_id uuid)) person
  where pg_try_advisory_xact_lock(private.insight_lock(person.id));

  -- A statement of its own: it sees all that was committed before the locks were held.
  select array_agg(row(
    profile.user_id, run.id, run.trigger, least(coalesce(run.started_at, now_at), now_at), coalesce(run.taken_at, now_at),
    run.data_version, coalesce(run.scope, '[]'), coalesce(later.is_late, false), coalesce(later.scope, '[]'),
    -- Somebody is writing, or has written since the rules looked.
    case when not profile.user_id = any (coalesce(quiet, '{}'))
        or run.data_version is distinct from private.data_version(profile.user_id) then now_at end
  )::private.insight_run) into runs
  from jsonb_to_recordset(p_results) result (user_id uuid, run jsonb)
  cross join jsonb_to_record(result.run) run (
    id uuid, trigger text, started_at timestamptz, taken_at timestamptz, data_version text, scope jsonb)
  join public.user_profiles profile on profile.user_id = result.user_id
  left join lateral (
    select bool_or(other.scope = '[]') as is_late, jsonb_agg(part.entity) filter (where part.entity is not null) as scope
    from public.hrm_runs other left join lateral jsonb_array_elements(other.scope) part (entity) on true
    where other.user_id = profile.user_id and other.status = 'finished' and other.taken_at > run.taken_at
      and other.started_at > run.taken_at - interval '1 hour'
  ) later on true
  where not exists (
    select from public.hrm_runs known
    where known.user_id = profile.user_id and known.id = run.id and known.status in ('finished', 'superseded'));

  select array_agg(row(
    run.user_id, run.id, run.taken_at, run.stale_at, draft.subject, draft.rule_code, coalesce(draft.rule_version, 1),
    draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, coalesce(draft.detailed_reasoning, '{}'),
    draft.confidence, draft.impact, coalesce(draft.reasoning_path, '[]'), draft.evidence, coalesce(draft.tags, '{}'), draft.expires_at,
    -- What a person reads and what it rests on. Scores and periods go on with the clock, without saying anything new.
    md5(concat_ws('|', draft.title, draft.summary, draft.insight_type, draft.rule_code, draft.rule_version, draft.evidence -> 'rows'))
  )::private.insight_draft) into drafts
  from unnest(runs) run
  join jsonb_to_recordset(p_results) result (user_id uuid, run jsonb, drafts jsonb)
    on result.user_id = run.user_id and (result.run ->> 'id')::uuid = run.id
  cross join lateral (
    select distinct on (each.subject) each.* from jsonb_to_recordset(result.drafts) each (
      subject text, rule_code text, rule_version integer, entity_type text, entity_id uuid, insight_type text, title text,
      summary text, detailed_reasoning jsonb, confidence numeric, impact numeric, reasoning_path jsonb, evidence jsonb,
      tags text[], expires_at timestamptz)
    order by each.subject
  ) draft
  where not run.is_late and not private.covers(run.later_scope, draft.entity_type, draft.entity_id);

  with confirmed as (
    update public.insights insight set
      computed_at = draft.taken_at, run_id = draft.run_id, expires_at = draft.expires_at, stale_at = draft.stale_at,
      confidence = draft.confidence, impact = draft.impact,
      -- An equal value is left where it lies.
      tags = case when insight.tags = draft.tags then insight.tags else draft.tags end,
      evidence = case when insight.evidence = draft.evidence then insight.evidence else draft.evidence end,
      reasoning_path = case when insight.reasoning_path = draft.reasoning_path then insight.reasoning_path else draft.reasoning_path end,
      detailed_reasoning = case when insight.llm_model_used is not null or insight.detailed_reasoning = draft.detailed_reasoning
        then insight.detailed_reasoning else draft.detailed_reasoning end
    from unnest(drafts) draft
    where insight.user_id = draft.user_id and insight.subject = draft.subject and insight.ended_at is null
      and insight.draft_hash = draft.draft_hash and insight.computed_at <= draft.taken_at
    returning insight.user_id
  )
  select array_agg(confirmed.user_id) into same from confirmed;

  with over as (
    update public.insights insight set
      ended_at = now_at, stale_at = null, end_reason = case when look.is_found then 'changed' else 'gone' end
    from (
      select current.user_id, current.id, draft.subject is not null as is_found
      from unnest(runs) run
      join public.insights current
        on current.user_id = run.user_id and current.ended_at is null and current.computed_at <= run.taken_at
      left join unnest(drafts) draft on draft.user_id = current.user_id and draft.subject = current.subject
      where not run.is_late
        and case when draft.subject is not null then current.draft_hash <> draft.draft_hash
          else (run.scope = '[]' or private.covers(run.scope, current.entity_type, current.entity_id))
            and not private.covers(run.later_scope, current.entity_type, current.entity_id) end
    ) look
    where insight.user_id = look.user_id and insight.id = look.id
    returning insight.*
  )
  select array_agg(row(over.user_id, over.subject, over.id, over.version, over.is_pinned, over.dismissed_at, over.user_feedback,
    over.feedback_details, over.application_count, over.end_reason)::private.ended_insight) into ended
  from over;

  if ended is not null then
    delete from public.insight_sources source using unnest(ended) past
    where source.user_id = past.user_id and source.insight_id = past.id;
  end if;

  with made as (
    insert into public.insights (
      user_id, run_id, computed_at, stale_at, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary,
      detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, expires_at, draft_hash,
      version, previous_version_id, is_pinned, dismissed_at, user_feedback, feedback_details, application_count)
    select
      draft.user_id, draft.run_id, draft.taken_at, draft.stale_at, draft.subject, draft.rule_code, draft.rule_version,
      draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, draft.detailed_reasoning, draft.confidence,
      draft.impact, draft.reasoning_path, draft.evidence, draft.tags, draft.expires_at, draft.draft_hash,
      coalesce(past.version, 0) + 1, past.id, coalesce(past.is_pinned, false), past.dismissed_at, past.user_feedback,
      past.feedback_details, coalesce(past.application_count, 0)
    from unnest(drafts) draft
    left join unnest(ended) past on past.user_id = draft.user_id and past.subject = draft.subject
    where not exists (
      select from public.insights current
      where current.user_id = draft.user_id and current.subject = draft.subject and current.ended_at is null)
    returning user_id, id, entity_type, entity_id, evidence
  ),
  sourced as (
    insert into public.insight_sources (user_id, insight_id, table_name, row_id)
    select made.user_id, made.id, source.table_name, source.row_id
    from made cross join private.insight_source_rows(made.entity_type, made.entity_id, made.evidence) source
  )
  select array_agg(made.user_id) into added from made;

  insert into public.hrm_runs (user_id, id, trigger, status, scope, data_version, taken_at, started_at, finished_at, counts)
  select run.user_id, run.id, run.trigger, case when run.is_late then 'superseded' else 'finished' end, run.scope, run.data_version,
    run.taken_at, run.started_at, now_at,
    jsonb_build_object(
      'added', coalesce(fresh.count, 0) - coalesce(past.changed, 0), 'changed', coalesce(past.changed, 0),
      'same', coalesce(kept.count, 0), 'gone', coalesce(past.gone, 0))
  from unnest(runs) run
  left join (select person, count(*) from unnest(same) person group by 1) kept on kept.person = run.user_id
  left join (select person, count(*) from unnest(added) person group by 1) fresh on fresh.person = run.user_id
  left join (
    select each.user_id, count(*) filter (where each.end_reason = 'changed') as changed,
      count(*) filter (where each.end_reason = 'gone') as gone
    from unnest(ended) each group by 1) past on past.user_id = run.user_id
  on conflict (user_id, id) do update set
    status = excluded.status, scope = excluded.scope, data_version = excluded.data_version, taken_at = excluded.taken_at,
    finished_at = excluded.finished_at, counts = excluded.counts, error_code = null;

  return (
    select coalesce(jsonb_agg(jsonb_build_object('user_id', saved.user_id, 'run_id', saved.id, 'status', saved.status) || saved.counts), '[]')
    from jsonb_to_recordset(p_results) result (user_id uuid, run jsonb)
    join public.hrm_runs saved on saved.user_id = result.user_id and saved.id = (result.run ->> 'id')::uuid);
end $$;
comment on function public.save_insight_runs is
  'Saves the results of many people: [{ user_id, run: { id, trigger, started_at, taken_at, data_version, scope }, drafts }], one per person. Answers [{ user_id, run_id, status, added, changed, same, gone }]; a run that is saved already changes nothing. Only the server may.';

create function public.save_insights(p_user_id uuid, p_run jsonb, p_drafts jsonb) returns jsonb
language sql volatile security invoker set search_path = '' as $$
  select public.save_insight_runs(
    jsonb_build_array(jsonb_build_object('user_id', p_user_id, 'run', p_run, 'drafts', p_drafts))) -> 0
$$;
comment on function public.save_insights is 'Saves the result of one person; see save_insight_runs. Null when there is no such person.';

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

create function private.expire_insights() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  expired integer;
begin
  with over as (
    update public.insights insight set ended_at = private.clock(), end_reason = 'expired', stale_at = null
    -- A dismissal holds for as long as the subject is found, a pin until the person takes it off.
    where insight.ended_at is null and insight.expires_at <= private.clock() and insight.dismissed_at is null and not insight.is_pinned
    returning insight.user_id, insight.id
  ),
  forgotten as (
    delete from public.insight_sources source using over
    where source.user_id = over.user_id and source.insight_id = over.id
  )
  select count(*) into expired from over;
  return expired;
end $$;
comment on function private.expire_insights is 'Ends the insights whose time is over. Runs every hour.';

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

revoke all on function public.save_insight_runs, public.save_insights, public.fail_insight_run, public.phrase_insight
  from public, anon, authenticated;
grant execute on function public.save_insight_runs, public.save_insights, public.fail_insight_run, public.phrase_insight to service_role;
grant execute on function private.insight_lock, private.covers, private.insight_source_rows, private.expire_insights,
  private.forget_insights to service_role;
