-- The insights of many people are saved by a handful of statements, not by a handful for each of
-- them, and an insight whose numbers went on with the clock is no new version of itself.

alter table public.insights add column statement_hash text;
comment on column public.insights.statement_hash is
  'Tells whether the rules say the same with other numbers of the same rows: "6 days overdue", and a day later 7.';

drop function private.save_insight_run, private.insight_sources;
drop type private.insight_draft, private.ended_insight;

create type private.insight_look as (
  user_id uuid, run_id uuid, trigger text, data_version text, started_at timestamptz, taken_at timestamptz, scope jsonb,
  is_late boolean, later_scope jsonb, changed_since timestamptz, confirmed uuid[]
);
comment on type private.insight_look is
  'One run over one person. is_late: a later look at everything is saved; later_scope: at what later ones looked; changed_since: somebody is writing, or has written since.';
create type private.insight_draft as (
  user_id uuid, subject text, rule_code text, rule_version integer, entity_type text, entity_id uuid, insight_type text, title text,
  summary text, detailed_reasoning jsonb, confidence numeric, impact numeric, reasoning_path jsonb, evidence jsonb, tags text[],
  expires_at timestamptz, digest uuid, draft_hash text, statement_hash text
);
create type private.insight_verdict as (user_id uuid, id uuid, subject text, verdict text, is_shown boolean, keeps_words boolean);
comment on type private.insight_verdict is
  'What becomes of an insight: confirmed (it stays as it is), refreshed, same (with other numbers), changed, gone or added. is_shown: the screen has to show it anew.';
create type private.ended_insight as (
  user_id uuid, subject text, id uuid, version integer, is_pinned boolean, dismissed_at timestamptz, user_feedback text,
  feedback_details jsonb, application_count integer
);

create or replace function public.save_insight_runs(p_results jsonb) returns jsonb
-- One plan for one person and for a thousand, also when it was made for empty tables: rows are found by their person and
-- matched by hash. So whatever reads a table names its people, or stands in a subquery of its own.
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
  set enable_nestloop = off set enable_mergejoin = off as $$
declare
  now_at timestamptz := private.clock();
  people uuid[];
  quiet uuid[];
  looks private.insight_look[];
  drafts private.insight_draft[];
  verdicts private.insight_verdict[];
  added private.insight_verdict[] := '{}';
  ended private.ended_insight[] := '{}';
  outdated uuid[];
begin
  perform set_config('aurum.saving_insights', 'on', true);
  select coalesce(array_agg(distinct each.user_id), '{}') into people from jsonb_to_recordset(p_results) each (user_id uuid);
  -- One save after the other for each person, in an order that all keep.
  perform pg_advisory_xact_lock(private.insight_save_lock(person.id)) from (select id from unnest(people) id order by id) person;
  select coalesce(array_agg(id), '{}') into quiet from unnest(people) id where pg_try_advisory_xact_lock(private.insight_lock(id));

  select coalesce(array_agg(row(
    each.user_id, run.id, run.trigger, run.data_version, least(coalesce(run.started_at, now_at), now_at), run.taken_at, run.scope,
    later.is_late, later.scope,
    case when not each.user_id = any (quiet) or run.data_version is distinct from private.data_version(each.user_id) then now_at end,
    array(select jsonb_array_elements_text(each.confirmed)::uuid)
  )::private.insight_look), '{}') into looks
  from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb, confirmed jsonb)
  join public.user_profiles profile on profile.user_id = each.user_id and profile.user_id = any (people)
  cross join lateral (
    select (each.run ->> 'id')::uuid as id, each.run ->> 'trigger' as trigger, each.run ->> 'data_version' as data_version,
      (each.run ->> 'started_at')::timestamptz as started_at, coalesce((each.run ->> 'taken_at')::timestamptz, now_at) as taken_at,
      coalesce(each.run -> 'scope', '[]') as scope
  ) run
  cross join lateral (
    select coalesce(bool_or(other.scope = '[]'), false) as is_late,
      coalesce(jsonb_agg(part.entity) filter (where part.entity is not null), '[]') as scope
    from public.hrm_runs other left join lateral jsonb_array_elements(other.scope) part (entity) on true
    where other.user_id = each.user_id and other.status = 'finished' and other.taken_at > run.taken_at
      and other.started_at > run.taken_at - interval '1 hour'
  ) later
  where (
    select count(*) from public.hrm_runs known
    where known.user_id = each.user_id and known.id = run.id and known.status in ('finished', 'superseded')) = 0;

  select coalesce(array_agg(row(
    draft.user_id, draft.subject, draft.rule_code, draft.rule_version, draft.entity_type, draft.entity_id, draft.insight_type, draft.title,
    draft.summary, coalesce(draft.detailed_reasoning, '{}'), draft.confidence, draft.impact, coalesce(draft.reasoning_path, '[]'),
    draft.evidence, coalesce(draft.tags, '{}'), draft.expires_at, draft.digest,
    -- What a person reads and what it rests on. Scores and periods go on with the clock, without saying anything new.
    md5(concat_ws('|', draft.title, draft.summary, draft.ground)),
    -- The same sentences with other numbers, about the same rows as they were: the clock went on, nothing else did.
    md5(concat_ws('|', regexp_replace(concat_ws('|', draft.title, draft.summary), '[0-9]+', '0', 'g'), draft.ground))
  )::private.insight_draft), '{}') into drafts
  from (
    select distinct on (look.user_id, each.subject) look.user_id, each.subject, each.rule_code, coalesce(each.rule_version, 1) as rule_version,
      each.entity_type, each.entity_id, each.insight_type, each.title, each.summary, each.detailed_reasoning, each.confidence, each.impact,
      each.reasoning_path, each.evidence, each.tags, each.expires_at, each.digest,
      concat_ws('|', each.insight_type, each.rule_code, each.rule_version, each.evidence -> 'rows') as ground
    from jsonb_to_recordset(p_results) result (user_id uuid, drafts jsonb)
    join unnest(looks) look on look.user_id = result.user_id
    cross join lateral jsonb_to_recordset(result.drafts) each (
      subject text, rule_code text, rule_version integer, entity_type text, entity_id uuid, insight_type text, title text,
      summary text, detailed_reasoning jsonb, confidence numeric, impact numeric, reasoning_path jsonb, evidence jsonb,
      tags text[], expires_at timestamptz, digest uuid)
    where not look.is_late and (look.later_scope = '[]' or not private.covers(look.later_scope, each.entity_type, each.entity_id))
    order by look.user_id, each.subject
  ) draft;

  select coalesce(array_agg(row(
    judged.user_id, judged.id, judged.subject, judged.verdict,
    judged.verdict in ('changed', 'gone') or (judged.verdict = 'refreshed' and judged.is_stale_anew) or (judged.verdict = 'same' and judged.is_new),
    judged.keeps_words)::private.insight_verdict), '{}') into verdicts
  from (
    select current.user_id, current.id, current.subject,
      current.stale_at is distinct from look.changed_since as is_stale_anew,
      -- Other numbers would make the words of a model untrue.
      current.llm_model_used is not null and current.draft_hash = draft.draft_hash as keeps_words,
      (current.draft_hash, current.confidence, current.impact, current.tags, current.stale_at)
        is distinct from (draft.draft_hash, draft.confidence, draft.impact, draft.tags, look.changed_since) as is_new,
      case
        when draft.subject is null and current.digest = any (look.confirmed) then
          case when look.scope <> '[]' or current.stale_at is distinct from look.changed_since then 'refreshed' else 'confirmed' end
        when current.draft_hash = draft.draft_hash or current.statement_hash = draft.statement_hash then 'same'
        when draft.subject is not null then 'changed'
        when (look.scope = '[]' or private.covers(look.scope, current.entity_type, current.entity_id))
          and (look.later_scope = '[]' or not private.covers(look.later_scope, current.entity_type, current.entity_id)) then 'gone'
      end as verdict
    from public.insights current
    join unnest(looks) look on look.user_id = current.user_id
    left join unnest(drafts) draft on draft.user_id = current.user_id and draft.subject = current.subject
    where current.user_id = any (people) and current.ended_at is null and current.computed_at <= look.taken_at and not look.is_late
  ) judged
  where judged.verdict is not null;

  -- Meanwhile, something of what they would confirm has ended: of these people, nothing is saved.
  select coalesce(array_agg(look.user_id), '{}') into outdated
  from unnest(looks) look left join (
    select verdict.user_id, count(*) as held from unnest(verdicts) verdict
    where verdict.verdict in ('confirmed', 'refreshed') group by verdict.user_id
  ) confirmed on confirmed.user_id = look.user_id
  where not look.is_late and cardinality(look.confirmed) > coalesce(confirmed.held, 0);
  if outdated <> '{}' then
    looks := array(select look from unnest(looks) look where not look.user_id = any (outdated));
    drafts := array(select draft from unnest(drafts) draft where not draft.user_id = any (outdated));
    verdicts := array(select verdict from unnest(verdicts) verdict where not verdict.user_id = any (outdated));
  end if;

  update public.insights insight set
    stale_at = look.changed_since, computed_at = look.taken_at, run_id = look.run_id,
    expires_at = look.taken_at + (insight.expires_at - insight.computed_at)
  from unnest(verdicts) verdict join unnest(looks) look on look.user_id = verdict.user_id
  where verdict.verdict = 'refreshed' and insight.user_id = any (people) and insight.ended_at is null
    and insight.user_id = verdict.user_id and insight.id = verdict.id;

  update public.insights insight set
    computed_at = look.taken_at, run_id = look.run_id, expires_at = draft.expires_at, stale_at = look.changed_since,
    impact = draft.impact, tags = draft.tags, evidence = draft.evidence, reasoning_path = draft.reasoning_path, digest = draft.digest,
    draft_hash = draft.draft_hash, statement_hash = draft.statement_hash,
    title = case when verdict.keeps_words then insight.title else draft.title end,
    summary = case when verdict.keeps_words then insight.summary else draft.summary end,
    detailed_reasoning = case when verdict.keeps_words then insight.detailed_reasoning else draft.detailed_reasoning end,
    -- A model that has put it into words has its part in how sure it is.
    confidence = case when verdict.keeps_words then insight.confidence else draft.confidence end,
    llm_model_used = case when verdict.keeps_words then insight.llm_model_used end,
    llm_session_id = case when verdict.keeps_words then insight.llm_session_id end,
    llm_context = case when verdict.keeps_words then insight.llm_context end
  from unnest(verdicts) verdict join unnest(looks) look on look.user_id = verdict.user_id
  join unnest(drafts) draft on draft.user_id = verdict.user_id and draft.subject = verdict.subject
  where verdict.verdict = 'same' and insight.user_id = any (people) and insight.ended_at is null
    and insight.user_id = verdict.user_id and insight.id = verdict.id;

  with over as (
    update public.insights insight set ended_at = now_at, stale_at = null, end_reason = verdict.verdict
    from unnest(verdicts) verdict
    where verdict.verdict in ('changed', 'gone') and insight.user_id = any (people) and insight.ended_at is null
      and insight.user_id = verdict.user_id and insight.id = verdict.id
    returning insight.user_id, insight.subject, insight.id, insight.version, insight.is_pinned, insight.dismissed_at, insight.user_feedback,
      insight.feedback_details, insight.application_count
  )
  select coalesce(array_agg(row(over.*)::private.ended_insight), '{}') into ended from over;

  with made as (
    insert into public.insights (
      user_id, run_id, computed_at, stale_at, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary,
      detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, expires_at, digest, draft_hash, statement_hash,
      source_ids, source_tables,
      version, previous_version_id, is_pinned, dismissed_at, user_feedback, feedback_details, application_count)
    select
      look.user_id, look.run_id, look.taken_at, look.changed_since, draft.subject, draft.rule_code, draft.rule_version,
      draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, draft.detailed_reasoning, draft.confidence,
      draft.impact, draft.reasoning_path, draft.evidence, draft.tags, draft.expires_at, draft.digest, draft.draft_hash, draft.statement_hash,
      -- The rows whose change makes an insight stale: those of its receipt, and the one it is about.
      source.ids,
      -- What rests on no row says that there is none: any new one may make it untrue.
      case when jsonb_array_length(draft.evidence -> 'rows') > 0 then source.tables
        else array['pillars', 'areas', 'projects', 'tasks', 'focus_sessions'] end,
      coalesce(past.version, 0) + 1, past.id, coalesce(past.is_pinned, false), past.dismissed_at, past.user_feedback,
      past.feedback_details, coalesce(past.application_count, 0)
    from unnest(drafts) draft
    join unnest(looks) look on look.user_id = draft.user_id
    left join unnest(ended) past on past.user_id = draft.user_id and past.subject = draft.subject
    cross join lateral (
      select coalesce(array_agg(distinct held.id), '{}') as ids, coalesce(array_agg(distinct held."table"), '{}') as tables
      from (
        select each ->> 'table' as "table", (each ->> 'id')::uuid as id from jsonb_array_elements(draft.evidence -> 'rows') each
        union all
        select draft.entity_type || 's', draft.entity_id where draft.entity_id is not null
      ) held
      where held."table" in ('pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions')
    ) source
    where not exists (
      select from public.insights current
      where current.user_id = any (people) and current.ended_at is null
        and current.user_id = draft.user_id and current.subject = draft.subject)
    returning insights.user_id, insights.id, insights.subject
  )
  select coalesce(array_agg(row(made.user_id, made.id, made.subject, 'added', true, false)::private.insight_verdict), '{}') into added from made;
  verdicts := verdicts || added;

  insert into private.insight_standings as standing (user_id, run_id, taken_at, expires_at)
  select look.user_id, case when look.scope = '[]' then look.run_id end, case when look.scope = '[]' then look.taken_at end, (
    select min(case when look.scope = '[]' then look.taken_at + (insight.expires_at - insight.computed_at) else insight.expires_at end)
    from public.insights insight
    where insight.user_id = look.user_id and insight.ended_at is null and insight.expires_at is not null
      and insight.dismissed_at is null and not insight.is_pinned)
  from unnest(looks) look
  where not look.is_late
  on conflict (user_id) do update set
    run_id = coalesce(excluded.run_id, standing.run_id), taken_at = coalesce(excluded.taken_at, standing.taken_at),
    expires_at = case when excluded.taken_at is null then least(standing.expires_at, excluded.expires_at) else excluded.expires_at end;

  perform private.tell_of_insights(told.user_id, 'UPDATE', told.ids)
  from (
    select verdict.user_id, array_agg(verdict.id) as ids from unnest(verdicts) verdict where verdict.is_shown group by verdict.user_id
  ) told;

  insert into public.hrm_runs (user_id, id, trigger, status, scope, data_version, taken_at, started_at, finished_at, counts)
  select look.user_id, look.run_id, look.trigger, case when look.is_late then 'superseded' else 'finished' end, look.scope,
    look.data_version, look.taken_at, look.started_at, now_at,
    jsonb_build_object('added', coalesce(tally.added, 0) - coalesce(tally.changed, 0), 'changed', coalesce(tally.changed, 0),
      'same', coalesce(tally.same, 0), 'gone', coalesce(tally.gone, 0))
  from unnest(looks) look left join (
    select verdict.user_id, count(*) filter (where verdict.verdict = 'added') as added,
      count(*) filter (where verdict.verdict = 'changed') as changed, count(*) filter (where verdict.verdict = 'gone') as gone,
      count(*) filter (where verdict.verdict in ('confirmed', 'refreshed', 'same')) as same
    from unnest(verdicts) verdict group by verdict.user_id
  ) tally on tally.user_id = look.user_id
  on conflict (user_id, id) do update set
    status = excluded.status, scope = excluded.scope, data_version = excluded.data_version, taken_at = excluded.taken_at,
    finished_at = excluded.finished_at, counts = excluded.counts, error_code = null;
  perform set_config('aurum.saving_insights', 'off', true);

  return (
    select coalesce(jsonb_agg(jsonb_build_object('user_id', each.user_id, 'run_id', each.run ->> 'id') || answer.saved), '[]')
    from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb)
    cross join lateral (
      select case when each.user_id = any (outdated) then jsonb_build_object('status', 'outdated') else (
        select jsonb_build_object('status', run.status) || run.counts from public.hrm_runs run
        where run.user_id = each.user_id and run.id = (each.run ->> 'id')::uuid) end as saved
    ) answer
    where answer.saved is not null);
end $$;
