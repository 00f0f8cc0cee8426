-- Saving insights person by person, in statements that keep their plans: what many people share is the trip and the
-- transaction, and no statement grows with their number.

-- A receipt is read as often as it is written. Up to a page, it is neither squeezed nor moved out of its row.
alter table public.insights set (toast_tuple_target = 8160);
-- An insight has an owner already, and takes its sources along.
alter table public.insight_sources drop constraint insight_sources_user_id_fkey;

create function private.save_insight_run(person uuid, run jsonb, drafted jsonb, is_quiet boolean) returns void
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  now_at timestamptz := private.clock();
  run_id uuid := (run ->> 'id')::uuid;
  taken timestamptz := coalesce((run ->> 'taken_at')::timestamptz, now_at);
  looked_at jsonb := coalesce(run -> 'scope', '[]');
  changed_since timestamptz;
  is_late boolean;
  later_scope jsonb;
  drafts private.insight_draft[];
  ended private.ended_insight[];
  same integer := 0;
  added integer := 0;
begin
  -- Somebody is writing, or has written since the rules looked.
  if not is_quiet or run ->> 'data_version' is distinct from private.data_version(person) then
    changed_since := now_at;
  end if;
  select coalesce(bool_or(other.scope = '[]'), false), coalesce(jsonb_agg(part.entity) filter (where part.entity is not null), '[]')
  into is_late, later_scope
  from public.hrm_runs other left join lateral jsonb_array_elements(other.scope) part (entity) on true
  where other.user_id = person and other.status = 'finished' and other.taken_at > taken
    and other.started_at > taken - interval '1 hour';

  if not is_late then
    select array_agg(row(
      person, run_id, taken, changed_since, draft.subject, draft.rule_code, coalesce(draft.rule_version, 1),
      draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, coalesce(draft.detailed_reasoning, '{}'),
      draft.confidence, draft.impact, coalesce(draft.reasoning_path, '[]'), draft.evidence, coalesce(draft.tags, '{}'), draft.expires_at,
      -- What a person reads and what it rests on. Scores and periods go on with the clock, without saying anything new.
      md5(concat_ws('|', draft.title, draft.summary, draft.insight_type, draft.rule_code, draft.rule_version, draft.evidence -> 'rows'))
    )::private.insight_draft) into drafts
    from (
      select distinct on (each.subject) each.* from jsonb_to_recordset(drafted) each (
        subject text, rule_code text, rule_version integer, entity_type text, entity_id uuid, insight_type text, title text,
        summary text, detailed_reasoning jsonb, confidence numeric, impact numeric, reasoning_path jsonb, evidence jsonb,
        tags text[], expires_at timestamptz)
      order by each.subject
    ) draft
    where later_scope = '[]' or not private.covers(later_scope, draft.entity_type, draft.entity_id);

    update public.insights insight set
      computed_at = taken, run_id = draft.run_id, expires_at = draft.expires_at, stale_at = changed_since,
      confidence = draft.confidence, impact = draft.impact, tags = draft.tags, evidence = draft.evidence,
      reasoning_path = draft.reasoning_path,
      detailed_reasoning = case when insight.llm_model_used is null then draft.detailed_reasoning else insight.detailed_reasoning end
    from unnest(drafts) draft
    where insight.user_id = person and insight.subject = draft.subject and insight.ended_at is null
      and insight.draft_hash = draft.draft_hash and insight.computed_at <= taken;
    get diagnostics same = row_count;

    with look as materialized (
      select current.id, draft.subject is not null as is_found
      from public.insights current
      left join unnest(drafts) draft on draft.subject = current.subject
      where current.user_id = person and current.ended_at is null and current.computed_at <= taken
        and case when draft.subject is not null then current.draft_hash <> draft.draft_hash
          else (looked_at = '[]' or private.covers(looked_at, current.entity_type, current.entity_id))
            and (later_scope = '[]' or not private.covers(later_scope, current.entity_type, current.entity_id)) end
    ),
    over as (
      update public.insights insight set
        ended_at = now_at, stale_at = null, end_reason = case when look.is_found then 'changed' else 'gone' end
      from look where insight.user_id = person and insight.id = look.id
      returning insight.*
    )
    select array_agg(row(over.user_id, over.subject, over.id, over.version, over.is_pinned, over.dismissed_at, over.user_feedback,
      over.feedback_details, over.application_count, over.end_reason)::private.ended_insight) into ended
    from over;

    if ended is not null then
      delete from public.insight_sources source using unnest(ended) past
      where source.user_id = person and source.insight_id = past.id;
    end if;

    if cardinality(drafts) > same then
      with made as (
        insert into public.insights (
          user_id, run_id, computed_at, stale_at, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary,
          detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, expires_at, draft_hash,
          version, previous_version_id, is_pinned, dismissed_at, user_feedback, feedback_details, application_count)
        select
          person, draft.run_id, taken, changed_since, draft.subject, draft.rule_code, draft.rule_version,
          draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, draft.detailed_reasoning, draft.confidence,
          draft.impact, draft.reasoning_path, draft.evidence, draft.tags, draft.expires_at, draft.draft_hash,
          coalesce(past.version, 0) + 1, past.id, coalesce(past.is_pinned, false), past.dismissed_at, past.user_feedback,
          past.feedback_details, coalesce(past.application_count, 0)
        from unnest(drafts) draft
        left join unnest(ended) past on past.subject = draft.subject
        where not exists (
          select from public.insights current
          where current.user_id = person and current.subject = draft.subject and current.ended_at is null)
        returning id, entity_type, entity_id, evidence -> 'rows' as rows
      ),
      -- The rows whose change makes an insight stale: those of its receipt, and the one it is about.
      source as (
        select made.id, held."table" as table_name, held.id as row_id
        from made cross join lateral jsonb_to_recordset(made.rows) held ("table" text, id uuid)
        where held."table" in ('pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions')
        union
        select made.id, made.entity_type || 's', made.entity_id from made where made.entity_id is not null
        union
        -- What rests on no row says that there is none: any new one may make it untrue.
        select made.id, level, '00000000-0000-0000-0000-000000000000'::uuid
        from made cross join unnest(array['pillars', 'areas', 'projects', 'tasks', 'focus_sessions']) level
        where coalesce(jsonb_array_length(made.rows), 0) = 0
      ),
      sourced as (
        insert into public.insight_sources (user_id, insight_id, table_name, row_id)
        select person, source.id, source.table_name, source.row_id from source
      )
      select count(*) into added from made;
    end if;
  end if;

  insert into public.hrm_runs (user_id, id, trigger, status, scope, data_version, taken_at, started_at, finished_at, counts)
  select person, run_id, run ->> 'trigger', case when is_late then 'superseded' else 'finished' end, looked_at,
    run ->> 'data_version', taken, least(coalesce((run ->> 'started_at')::timestamptz, now_at), now_at), now_at,
    jsonb_build_object('added', added - past.changed, 'changed', past.changed, 'same', same, 'gone', past.gone)
  from (
    select count(*) filter (where each.end_reason = 'changed') as changed, count(*) filter (where each.end_reason = 'gone') as gone
    from unnest(ended) each
  ) past
  on conflict (user_id, id) do update set
    status = excluded.status, scope = excluded.scope, data_version = excluded.data_version, taken_at = excluded.taken_at,
    finished_at = excluded.finished_at, counts = excluded.counts, error_code = null;
end $$;
comment on function private.save_insight_run is 'Saves the result of one person who is there; the locks are held by the caller.';

create or replace function public.save_insight_runs(p_results jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  quiet uuid[];
  result record;
begin
  -- One save after the other for each person, in an order that all keep.
  perform pg_advisory_xact_lock(hashtextextended('save insights ' || person.id, 0))
  from (
    select distinct each.user_id as id from jsonb_to_recordset(p_results) each (user_id uuid) order by 1
  ) person;
  select coalesce(array_agg(person.id), '{}') into quiet
  from (select distinct each.user_id as id from jsonb_to_recordset(p_results) each (user_id uuid)) person
  where pg_try_advisory_xact_lock(private.insight_lock(person.id));

  for result in
    select each.user_id, each.run, each.drafts
    from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb, drafts jsonb)
    join public.user_profiles profile on profile.user_id = each.user_id
    where not exists (
      select from public.hrm_runs known
      where known.user_id = each.user_id and known.id = (each.run ->> 'id')::uuid and known.status in ('finished', 'superseded'))
  loop
    perform private.save_insight_run(result.user_id, result.run, result.drafts, result.user_id = any (quiet));
  end loop;

  return (
    select coalesce(jsonb_agg(jsonb_build_object('user_id', saved.user_id, 'run_id', saved.id, 'status', saved.status) || saved.counts), '[]')
    from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb)
    join public.hrm_runs saved on saved.user_id = each.user_id and saved.id = (each.run ->> 'id')::uuid);
end $$;
grant execute on function private.save_insight_run to service_role;
drop function private.insight_source_rows;
drop type private.insight_run;

create or replace function private.insight_lock(person uuid) returns bigint
-- plpgsql keeps its plan, while an SQL function with a fixed search path is planned anew at each call.
language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended('rows behind insights ' || person, 0);
end $$;

-- As before, without writing out receipts only to compare them.
create or replace function private.tell_insights() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  told record;
begin
  for told in
    select touched.user_id, count(*) as row_count, jsonb_agg(touched.id) as ids
    from new_rows touched join old_rows past on past.user_id = touched.user_id and past.id = touched.id
    where (past.title, past.summary, past.llm_model_used, past.confidence, past.impact, past.tags, past.is_pinned, past.dismissed_at,
        past.ended_at, past.stale_at, past.user_feedback, past.feedback_details, past.application_count)
      is distinct from (touched.title, touched.summary, touched.llm_model_used, touched.confidence, touched.impact, touched.tags,
        touched.is_pinned, touched.dismissed_at, touched.ended_at, touched.stale_at, touched.user_feedback, touched.feedback_details,
        touched.application_count)
    group by touched.user_id
  loop
    perform realtime.send(
      jsonb_build_object('table', 'insights', 'operation', tg_op,
        'ids', case when told.row_count <= 100 then told.ids end,
        'batch_id', private.change_batch_id(), 'source', private.change_source()),
      'changed', 'user:' || told.user_id || ':insights', true);
  end loop;
  return null;
end $$;

create function private.tell_new_insights() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  told record;
begin
  for told in
    select touched.user_id, count(*) as row_count, jsonb_agg(touched.id) as ids from new_rows touched group by touched.user_id
  loop
    perform realtime.send(
      jsonb_build_object('table', 'insights', 'operation', tg_op,
        'ids', case when told.row_count <= 100 then told.ids end,
        'batch_id', private.change_batch_id(), 'source', private.change_source()),
      'changed', 'user:' || told.user_id || ':insights', true);
  end loop;
  return null;
end $$;
drop trigger insights_tell_inserts on public.insights;
create trigger insights_tell_inserts after insert on public.insights referencing new table as new_rows
  for each statement execute function private.tell_new_insights();
