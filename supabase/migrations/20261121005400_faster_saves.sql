-- Saving what the rules found out, for one person or for many in one call. An insight is known by its subject: what
-- says the same is only confirmed, what says something else becomes a new version, what is not so any more ends.
-- Most of what a night finds was found the night before. It is named by its digest, and not written again.

-- A receipt is read as often as it is written. Up to a page, it is neither squeezed nor moved out of its row.
alter table public.insights set (toast_tuple_target = 8160);
alter table public.insights
  add column digest uuid,
  add column source_ids uuid[] not null default '{}',
  add column source_tables text[] not null default '{}';
comment on column public.insights.digest is
  'Over all that the rules said, beside their clock: who says it again sends this instead. Null: it cannot be recognised.';
comment on column public.insights.source_ids is 'The rows it was worked out from, to find the insights of a row that changes.';
comment on column public.insights.source_tables is 'The tables of these rows; of what rests on no row, all whose new rows may make it untrue.';
comment on column public.insights.computed_at is
  'When the rules worked it out as it stands. They may have come to the same since: confirmed_at.';
comment on column public.insights.expires_at is
  'When its time would be over, counted from computed_at; a later look that came to the same gives it as much time again.';
-- Whose time is over is found by person.
drop index public.insights_expires_at_idx;

create table private.insight_standings (
  user_id uuid primary key references auth.users (id) on delete cascade,
  run_id uuid,
  taken_at timestamptz,
  expires_at timestamptz
);
comment on table private.insight_standings is
  'Since when all that is current of a person holds: a look at everything confirms what it does not change, without writing it.';
comment on column private.insight_standings.taken_at is 'When the last look at everything read the data; null before the first.';
comment on column private.insight_standings.expires_at is 'When the first of the insights has to be looked at, for its time may be over.';
create index insight_standings_expires_at_idx on private.insight_standings (expires_at);
alter table private.insight_standings enable row level security;
create policy "Owners read since when their insights hold" on private.insight_standings for select to authenticated
  using (user_id = (select auth.uid()));
grant select on private.insight_standings to authenticated;
grant select, insert, update on private.insight_standings to service_role;

create function public.confirmed_at(insight public.insights) returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
begin
  return case when insight.ended_at is not null then insight.computed_at else greatest(insight.computed_at, (
    select standing.taken_at from private.insight_standings standing
    where standing.user_id = insight.user_id)) end;
end $$;
comment on function public.confirmed_at is 'When the rules said so last; a column of insights for their owner.';
revoke all on function public.confirmed_at from public, anon;
grant execute on function public.confirmed_at to authenticated, service_role;

-- One message for each person and statement, and none for an insight that was only looked at or found true again.
-- Saving tells by itself, once.
create or replace function private.tell_insights() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  told record;
begin
  if current_setting('aurum.saving_insights', true) = 'on' then
    return null;
  end if;
  for told in
    select touched.user_id, array_agg(touched.id) as ids
    from new_rows touched join old_rows past on past.user_id = touched.user_id and past.id = touched.id
    where (past.title, past.summary, past.llm_model_used, past.confidence, past.impact, past.tags, past.is_pinned, past.dismissed_at,
        past.ended_at, past.stale_at, past.user_feedback, past.feedback_details, past.application_count)
      is distinct from (touched.title, touched.summary, touched.llm_model_used, touched.confidence, touched.impact, touched.tags,
        touched.is_pinned, touched.dismissed_at, touched.ended_at, touched.stale_at, touched.user_feedback, touched.feedback_details,
        touched.application_count)
    group by touched.user_id
  loop
    perform private.tell_of_insights(told.user_id, tg_op, told.ids);
  end loop;
  return null;
end $$;

create function private.tell_new_insights() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  told record;
begin
  if current_setting('aurum.saving_insights', true) = 'on' then
    return null;
  end if;
  for told in select touched.user_id, array_agg(touched.id) as ids from new_rows touched group by touched.user_id loop
    perform private.tell_of_insights(told.user_id, tg_op, told.ids);
  end loop;
  return null;
end $$;
drop trigger insights_tell_inserts on public.insights;
create trigger insights_tell_inserts after insert on public.insights referencing new table as new_rows
  for each statement execute function private.tell_new_insights();

create function private.tell_of_insights(person uuid, operation text, ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('table', 'insights', 'operation', operation, 'ids', case when cardinality(ids) <= 100 then ids end,
      'batch_id', private.change_batch_id(), 'source', private.change_source()),
    'changed', 'user:' || person || ':insights', true);
end $$;

create function private.save_insight_run(person uuid, run jsonb, confirmed uuid[], drafted jsonb, is_quiet boolean) returns boolean
-- Plans are kept from when the tables were empty, and must be good when they are not.
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  now_at timestamptz := private.clock();
  this_run uuid := (run ->> 'id')::uuid;
  taken timestamptz := coalesce((run ->> 'taken_at')::timestamptz, now_at);
  looked_at jsonb := coalesce(run -> 'scope', '[]');
  changed_since timestamptz;
  is_late boolean;
  later_scope jsonb;
  drafts private.insight_draft[];
  look record;
  ended private.ended_insight[];
  told uuid[] := '{}';
  same integer := 0;
  changed integer := 0;
  gone integer := 0;
  added uuid[];
  next_expiry timestamptz;
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
    select coalesce(array_agg(row(
      draft.subject, draft.rule_code, coalesce(draft.rule_version, 1),
      draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, coalesce(draft.detailed_reasoning, '{}'),
      draft.confidence, draft.impact, coalesce(draft.reasoning_path, '[]'), draft.evidence, coalesce(draft.tags, '{}'), draft.expires_at,
      draft.digest,
      -- What a person reads and what it rests on. Scores and periods go on with the clock, without saying anything new.
      md5(concat_ws('|', draft.title, draft.summary, draft.insight_type, draft.rule_code, draft.rule_version, draft.evidence -> 'rows'))
    )::private.insight_draft), '{}') into drafts
    from (
      select distinct on (each.subject) each.* from jsonb_to_recordset(drafted) each (
        subject text, rule_code text, rule_version integer, entity_type text, entity_id uuid, insight_type text, title text,
        summary text, detailed_reasoning jsonb, confidence numeric, impact numeric, reasoning_path jsonb, evidence jsonb,
        tags text[], expires_at timestamptz, digest uuid)
      order by each.subject
    ) draft
    where later_scope = '[]' or not private.covers(later_scope, draft.entity_type, draft.entity_id);

    select
      count(*) filter (where each.is_confirmed) as confirmed_count,
      array_agg(each.id) filter (where each.is_confirmed and (looked_at <> '[]' or each.stale_at is distinct from changed_since)) as refreshed,
      array_agg(each.id) filter (where each.is_same) as same,
      array_agg(each.id) filter (where each.is_shown) as shown,
      array_agg(each.id) filter (where each.is_over) as over
    into look
    from (
      select current.id, current.stale_at, part.is_confirmed, part.is_same,
        part.is_confirmed and current.stale_at is distinct from changed_since
          or part.is_same and (current.confidence, current.impact, current.tags, current.stale_at)
            is distinct from (draft.confidence, draft.impact, draft.tags, changed_since) as is_shown,
        not part.is_confirmed and not part.is_same and (
          draft.subject is not null
          or (looked_at = '[]' or private.covers(looked_at, current.entity_type, current.entity_id))
            and (later_scope = '[]' or not private.covers(later_scope, current.entity_type, current.entity_id))) as is_over
      from public.insights current
      left join unnest(drafts) draft on draft.subject = current.subject
      cross join lateral (select
        coalesce(draft.subject is null and current.digest = any (confirmed), false) as is_confirmed,
        coalesce(current.draft_hash = draft.draft_hash, false) as is_same) part
      where current.user_id = person and current.ended_at is null and current.computed_at <= taken
    ) each;
    -- Meanwhile, something of what it would confirm has ended.
    if look.confirmed_count < cardinality(confirmed) then
      return false;
    end if;

    if look.refreshed is not null then
      update public.insights insight set
        stale_at = changed_since, computed_at = taken, run_id = this_run,
        expires_at = taken + (insight.expires_at - insight.computed_at)
      where insight.user_id = person and insight.id = any (look.refreshed);
    end if;
    if look.same is not null then
      update public.insights insight set
        computed_at = taken, run_id = this_run, expires_at = draft.expires_at, stale_at = changed_since,
        impact = draft.impact, tags = draft.tags, evidence = draft.evidence, reasoning_path = draft.reasoning_path, digest = draft.digest,
        -- A model that has put it into words has its part in how sure it is.
        confidence = case when insight.llm_model_used is null then draft.confidence else insight.confidence end,
        detailed_reasoning = case when insight.llm_model_used is null then draft.detailed_reasoning else insight.detailed_reasoning end
      from unnest(drafts) draft
      where insight.user_id = person and insight.id = any (look.same) and draft.subject = insight.subject;
    end if;
    same := look.confirmed_count + coalesce(cardinality(look.same), 0);
    told := coalesce(look.shown, '{}') || coalesce(look.over, '{}');

    if look.over is not null then
      with over as (
        update public.insights insight set
          ended_at = now_at, stale_at = null,
          end_reason = case when insight.subject in (select draft.subject from unnest(drafts) draft) then 'changed' else 'gone' end
        where insight.user_id = person and insight.id = any (look.over)
        returning insight.*
      )
      select array_agg(row(over.subject, over.id, over.version, over.is_pinned, over.dismissed_at, over.user_feedback,
          over.feedback_details, over.application_count, over.end_reason)::private.ended_insight),
        count(*) filter (where over.end_reason = 'changed'), count(*) filter (where over.end_reason = 'gone')
      into ended, changed, gone
      from over;
    end if;

    if cardinality(drafts) > coalesce(cardinality(look.same), 0) then
      with made as (
        insert into public.insights (
          user_id, run_id, computed_at, stale_at, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary,
          detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, expires_at, digest, draft_hash, source_ids, source_tables,
          version, previous_version_id, is_pinned, dismissed_at, user_feedback, feedback_details, application_count)
        select
          person, this_run, taken, changed_since, draft.subject, draft.rule_code, draft.rule_version,
          draft.entity_type, draft.entity_id, draft.insight_type, draft.title, draft.summary, draft.detailed_reasoning, draft.confidence,
          draft.impact, draft.reasoning_path, draft.evidence, draft.tags, draft.expires_at, draft.digest, draft.draft_hash,
          -- The rows whose change makes an insight stale: those of its receipt, and the one it is about.
          source.ids, source.tables,
          coalesce(past.version, 0) + 1, past.id, coalesce(past.is_pinned, false), past.dismissed_at, past.user_feedback,
          past.feedback_details, coalesce(past.application_count, 0)
        from unnest(drafts) draft
        cross join lateral private.insight_sources(draft.entity_type, draft.entity_id, draft.evidence -> 'rows') source
        left join unnest(ended) past on past.subject = draft.subject
        where not exists (
          select from public.insights current
          where current.user_id = person and current.subject = draft.subject and current.ended_at is null)
        returning id
      )
      select coalesce(array_agg(made.id), '{}') into added from made;
      told := told || added;
    end if;

    select min(case when looked_at = '[]' then taken + (insight.expires_at - insight.computed_at) else insight.expires_at end)
    into next_expiry
    from public.insights insight
    where insight.user_id = person and insight.ended_at is null and insight.expires_at is not null
      and insight.dismissed_at is null and not insight.is_pinned;
    insert into private.insight_standings as standing (user_id, run_id, taken_at, expires_at)
    values (person, case when looked_at = '[]' then this_run end, case when looked_at = '[]' then taken end, next_expiry)
    on conflict (user_id) do update set
      run_id = coalesce(excluded.run_id, standing.run_id), taken_at = coalesce(excluded.taken_at, standing.taken_at),
      expires_at = case when excluded.taken_at is null then least(standing.expires_at, excluded.expires_at) else excluded.expires_at end;
    if told <> '{}' then
      perform private.tell_of_insights(person, 'UPDATE', told);
    end if;
  end if;

  insert into public.hrm_runs (user_id, id, trigger, status, scope, data_version, taken_at, started_at, finished_at, counts)
  values (person, this_run, run ->> 'trigger', case when is_late then 'superseded' else 'finished' end, looked_at,
    run ->> 'data_version', taken, least(coalesce((run ->> 'started_at')::timestamptz, now_at), now_at), now_at,
    jsonb_build_object('added', coalesce(cardinality(added), 0) - changed, 'changed', changed, 'same', same, 'gone', gone))
  on conflict (user_id, id) do update set
    status = excluded.status, scope = excluded.scope, data_version = excluded.data_version, taken_at = excluded.taken_at,
    finished_at = excluded.finished_at, counts = excluded.counts, error_code = null;
  return true;
end $$;
comment on function private.save_insight_run is
  'Saves the result of one person who is there; the locks are held by the caller. False, and nothing: something that it would confirm is over.';

create function private.insight_sources(entity_type text, entity_id uuid, evidence_rows jsonb, out ids uuid[], out tables text[])
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  select coalesce(array_agg(distinct held.id), '{}'), coalesce(array_agg(distinct held."table"), '{}') into ids, tables
  from jsonb_to_recordset(evidence_rows) held ("table" text, id uuid)
  where held."table" in ('pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions');
  if entity_id is not null and not entity_id = any (ids) then
    ids := ids || entity_id;
    tables := tables || (entity_type || 's');
  end if;
  if coalesce(jsonb_array_length(evidence_rows), 0) = 0 then
    -- What rests on no row says that there is none: any new one may make it untrue.
    tables := array['pillars', 'areas', 'projects', 'tasks', 'focus_sessions'];
  end if;
end $$;
comment on function private.insight_sources is 'The rows whose change makes an insight stale, and their tables.';

create function public.save_insight_runs(p_results jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  quiet uuid[];
  result record;
  outdated uuid[] := '{}';
begin
  perform set_config('aurum.saving_insights', 'on', true);
  -- One save after the other for each person, in an order that all keep.
  perform pg_advisory_xact_lock(private.insight_save_lock(person.id))
  from (
    select distinct each.user_id as id from jsonb_to_recordset(p_results) each (user_id uuid) order by 1
  ) person;
  select coalesce(array_agg(person.id), '{}') into quiet
  from (select distinct each.user_id as id from jsonb_to_recordset(p_results) each (user_id uuid)) person
  where pg_try_advisory_xact_lock(private.insight_lock(person.id));

  for result in
    select each.user_id, each.run, each.drafts,
      coalesce(array(select jsonb_array_elements_text(each.confirmed)::uuid), '{}') as confirmed
    from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb, confirmed jsonb, drafts jsonb)
    join public.user_profiles profile on profile.user_id = each.user_id
    where not exists (
      select from public.hrm_runs known
      where known.user_id = each.user_id and known.id = (each.run ->> 'id')::uuid and known.status in ('finished', 'superseded'))
  loop
    if not private.save_insight_run(
        result.user_id, result.run, result.confirmed, result.drafts, result.user_id = any (quiet)) then
      outdated := outdated || result.user_id;
    end if;
  end loop;
  perform set_config('aurum.saving_insights', 'off', true);

  return (
    select coalesce(jsonb_agg(jsonb_build_object('user_id', each.user_id, 'run_id', each.run ->> 'id')
      || coalesce(jsonb_build_object('status', saved.status) || saved.counts, '{"status": "outdated"}')), '[]')
    from jsonb_to_recordset(p_results) each (user_id uuid, run jsonb)
    left join public.hrm_runs saved on saved.user_id = each.user_id and saved.id = (each.run ->> 'id')::uuid
      and not each.user_id = any (outdated)
    where saved.id is not null or each.user_id = any (outdated));
end $$;
comment on function public.save_insight_runs is
  'Saves the results of many people: [{ user_id, run: { id, trigger, started_at, taken_at, data_version, scope }, confirmed, drafts }], one per person; "confirmed" are digests of current insights that were found again, "drafts" is all else that was found. Answers [{ user_id, run_id, status, added, changed, same, gone }]; a run that is saved already changes nothing, and "outdated" asks for it with all as drafts, for something that it confirms is over. Only the server may.';

create function public.save_insights(p_user_id uuid, p_run jsonb, p_drafts jsonb) returns jsonb
language sql volatile security invoker set search_path = '' as $$
  select public.save_insight_runs(
    jsonb_build_array(jsonb_build_object('user_id', p_user_id, 'run', p_run, 'drafts', p_drafts))) -> 0
$$;
comment on function public.save_insights is 'Saves the result of one person; see save_insight_runs. Null when there is no such person.';

create function private.insight_save_lock(person uuid) returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended('save insights ' || person, 0);
end $$;

create function private.expire_insights() returns integer
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := private.clock();
  due uuid[];
  expired integer;
begin
  -- Whoever is being saved right now is looked at in the next hour.
  select coalesce(array_agg(standing.user_id), '{}') into due
  from private.insight_standings standing
  where standing.expires_at <= at and pg_try_advisory_xact_lock(private.insight_save_lock(standing.user_id));

  update public.insights insight set ended_at = at, end_reason = 'expired', stale_at = null
  from private.insight_standings standing
  -- A dismissal holds for as long as the subject is found, a pin until the person takes it off.
  where standing.user_id = any (due) and insight.user_id = standing.user_id and insight.ended_at is null
    and insight.dismissed_at is null and not insight.is_pinned
    and greatest(insight.expires_at, standing.taken_at + (insight.expires_at - insight.computed_at)) <= at;
  get diagnostics expired = row_count;

  update private.insight_standings standing set expires_at = (
    select min(greatest(insight.expires_at, standing.taken_at + (insight.expires_at - insight.computed_at)))
    from public.insights insight
    where insight.user_id = standing.user_id and insight.ended_at is null
      and insight.dismissed_at is null and not insight.is_pinned)
  where standing.user_id = any (due);
  return expired;
end $$;
comment on function private.expire_insights is 'Ends the insights whose time is over. Runs every hour.';

-- The person's insights and when to look at them next, when a pin or a dismissal does not hold them any more.
create function private.reconsider_expiry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.insight_standings as standing (user_id, expires_at) values (new.user_id, new.expires_at)
  on conflict (user_id) do update set expires_at = least(standing.expires_at, excluded.expires_at);
  return null;
end $$;
create trigger insights_reconsider_expiry after update of is_pinned, dismissed_at on public.insights
  for each row when (new.ended_at is null and new.expires_at is not null
    and (old.is_pinned and not new.is_pinned or old.dismissed_at is not null and new.dismissed_at is null))
  execute function private.reconsider_expiry();

create or replace function public.related_insights(p_insight_id uuid) returns setof public.insights
language sql stable security invoker set search_path = '' as $$
  select other.*
  from public.insights own
  join public.insights other
    on other.user_id = own.user_id and other.id <> own.id and other.is_active and other.source_ids && own.source_ids
  where own.user_id = (select auth.uid()) and own.id = p_insight_id
  order by cardinality(array(select unnest(own.source_ids) intersect select unnest(other.source_ids))) desc, other.impact desc, other.id
  limit 20
$$;

create function public.hrm_snapshots(p_user_ids uuid[]) returns table (user_id uuid, snapshot json, known uuid[])
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select person.id, private.hrm_snapshot(person.id), array(
    select insight.digest from public.insights insight
    where insight.user_id = person.id and insight.ended_at is null and insight.digest is not null)
  from unnest(p_user_ids) person (id)
  where exists (select from public.user_profiles profile where profile.user_id = person.id);
end $$;
comment on function public.hrm_snapshots is
  'The snapshots of many people, for scheduled runs, and the digests of what is said of them now. Only the server may ask.';

drop table public.insight_sources;
revoke all on function public.save_insight_runs, public.save_insights, public.hrm_snapshots from public, anon, authenticated;
grant execute on function public.save_insight_runs, public.save_insights, public.hrm_snapshots to service_role;
grant execute on function private.save_insight_run, private.insight_sources, private.insight_save_lock, private.tell_of_insights,
  private.expire_insights to service_role;
