-- The night of the automations: what became of the proposals before, and what is proposed or done now. The rules
-- themselves are pure (shared/hrm/automations); here is what they are given, and how their answer is kept.

create function private.automation_outcomes(person uuid)
returns table (id uuid, category text, acted boolean, outcome text, proposed_at timestamptz)
language sql stable set search_path = '' as $$
  with nobody as materialized (
    select level.row_id from private.reading_levels(person) level where level.reading_level = 'nobody' and level.table_name = 'tasks'
  ),
  open as (
    select p.*, case p.category when 'file_task' then 'project_id' else 'due_on' end as field
    from public.automation_proposals p where p.user_id = person and p.outcome is null
  ),
  judged as (
    select open.id, open.category, open.acted, open.proposed_at, case
      when open.task_id in (select nobody.row_id from nobody) then 'lapsed'
      when task.id is null then 'disagreed'
      when theirs.found then case
        when theirs.value is not distinct from open.to_value then 'agreed'
        when batch.undone_by_batch_id is not null then 'undone'
        else 'disagreed' end
      when not open.acted and task.status = 'completed' then 'disagreed'
      when open.proposed_at <= private.clock() - interval '3 days' then case when open.acted then 'agreed' else 'lapsed' end
    end as outcome
    from open
    left join public.tasks task on task.user_id = person and task.id = open.task_id
    left join public.change_batches batch on batch.user_id = person and batch.id = open.batch_id
    -- Where the person has left the field: what the app did by itself is no answer of theirs.
    left join lateral (
      select true as found, change.after ->> open.field as value
      from public.changes change
      join public.change_batches step on step.user_id = change.user_id and step.id = change.batch_id
      where change.user_id = person and change.row_id = open.task_id and change.table_name = 'tasks'
        and change.operation = 'update' and change.after ? open.field
        and step.source not in ('system', 'automation')
        and change.at > open.proposed_at and change.at <= open.proposed_at + interval '3 days'
      order by change.id desc limit 1
    ) theirs on true
  )
  select judged.id, judged.category, judged.acted, judged.outcome, judged.proposed_at from judged
  where judged.outcome is not null order by judged.proposed_at, judged.id
$$;
comment on function private.automation_outcomes is
  'What became of the open proposals of which it can be said: by the change log, in the three days after each.';

create function private.automation_scenes(p_user_ids uuid[]) returns table (user_id uuid, scene json)
language plpgsql stable set search_path = '' as $$
begin
  return query
  select own.user_id, json_build_object(
    'snapshot', private.hrm_snapshot(own.user_id),
    'day_capacity_minutes', profile.day_capacity_minutes,
    'recurring', (
      select coalesce(json_agg(task.id order by task.id), '[]') from public.tasks task
      where task.user_id = own.user_id and task.recurrence_rule is not null and task.status <> 'completed'),
    'categories', (
      select json_agg(json_build_object('category', wanted.category, 'threshold', wanted.threshold,
        'trust', (
          select json_build_object('state', trust.state, 'recent', trust.recent, 'credit', trust.credit, 'demotions', trust.demotions,
            'threshold', trust.threshold, 'revision', trust.revision)
          from public.automation_trust trust where trust.user_id = own.user_id and trust.category = wanted.category)))
      from private.automation_categories(own) wanted where wanted.is_on),
    'outcomes', (
      select coalesce(json_agg(json_build_object('id', o.id, 'category', o.category, 'acted', o.acted, 'outcome', o.outcome,
        'proposed_at', o.proposed_at)), '[]')
      from private.automation_outcomes(own.user_id) o),
    'earlier', (
      select coalesce(json_agg(json_build_object('id', p.id, 'category', p.category, 'task_id', p.task_id,
        'is_open', p.outcome is null, 'acted', p.acted) order by p.id), '[]')
      from public.automation_proposals p
      where p.user_id = own.user_id and (p.outcome is null or p.proposed_at > private.clock() - interval '14 days')))
  from public.automation_settings own
  join public.user_profiles profile on profile.user_id = own.user_id
  where own.user_id = any (p_user_ids)
    and exists (select from private.automation_categories(own) wanted where wanted.is_on);
end $$;
comment on function private.automation_scenes is
  'All that a night of the automations needs, of those who have switched any on; its shape is automationSceneSchema.';

create function private.automation_notice(p_locale text, p_moved int, p_filed int, p_names text[], out title text, out body text)
language plpgsql immutable set search_path = '' as $$
declare
  is_german boolean := p_locale = 'de';
  shown text := (
    select string_agg(case when is_german then format('„%s“', left(name, 120)) else format('"%s"', left(name, 120)) end, ', ' order by place)
    from unnest(p_names) with ordinality as named (name, place) where place <= 3);
  more int := cardinality(p_names) - 3;
begin
  title := case when is_german then 'Automatisch: ' else 'Automatic: ' end || concat_ws(', ',
    case when p_moved > 0 then case
      when is_german then format(case p_moved when 1 then '%s Aufgabe verschoben' else '%s Aufgaben verschoben' end, p_moved)
      else format(case p_moved when 1 then '%s task moved' else '%s tasks moved' end, p_moved) end end,
    case when p_filed > 0 then case
      when is_german then format(case p_filed when 1 then '%s Aufgabe zugeordnet' else '%s Aufgaben zugeordnet' end, p_filed)
      else format(case p_filed when 1 then '%s task filed' else '%s tasks filed' end, p_filed) end end);
  body := shown
    || case when more > 0 then format(case when is_german then ' und %s weitere' else ' and %s more' end, more) else '' end
    || case when is_german then '. Du kannst es in einem Schritt zurücknehmen.' else '. You can take it back in one step.' end;
end $$;
comment on function private.automation_notice is 'What a notice says of a night that acted, in the language of its person.';

alter table public.notifications drop constraint notifications_type_check;
alter table public.notifications add constraint notifications_type_check check (type in (
  'task_due', 'task_overdue', 'task_reminder', 'project_deadline', 'recurring_task', 'achievement_unlocked', 'unblocked_task',
  'ai_budget', 'automation'));

create function private.save_automation_night(p_user_id uuid, p_night jsonb) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  own public.automation_settings;
  batch uuid := gen_random_uuid();
  moved uuid[] := '{}';
  filed uuid[] := '{}';
  noted int;
begin
  perform pg_advisory_xact_lock(hashtextextended('automations ' || p_user_id, 0));
  -- Who switches a category off now waits; who has done so already is heard.
  select * into own from public.automation_settings s where s.user_id = p_user_id for share;
  perform from public.tasks task
  where task.user_id = p_user_id
    and task.id in (select (wanted ->> 'task_id')::uuid from jsonb_array_elements(p_night -> 'proposals') wanted)
  order by task.id for no key update;
  if own.user_id is null
    or p_night ->> 'data_version' is distinct from private.data_version(p_user_id)
    or exists (
      select from jsonb_to_recordset(p_night -> 'categories') told (category text, threshold numeric, revision int)
      left join private.automation_categories(own) wanted on wanted.category = told.category
      left join public.automation_trust trust on trust.user_id = p_user_id and trust.category = told.category
      where not coalesce(wanted.is_on, false) or wanted.threshold <> told.threshold or coalesce(trust.revision, 0) <> told.revision)
  then
    return jsonb_build_object('status', 'stale', 'noted', 0, 'acted', 0);
  end if;

  update public.automation_proposals proposal set outcome = judged.outcome, decided_at = private.clock()
  from jsonb_to_recordset(p_night -> 'outcomes') judged (id uuid, outcome text)
  where proposal.user_id = p_user_id and proposal.id = judged.id and proposal.outcome is null;

  insert into public.automation_trust as trust (user_id, category, state, recent, credit, demotions, threshold, state_since)
  select p_user_id, told.category, told.state, told.recent, told.credit, told.demotions, told.threshold, private.clock()
  from jsonb_to_recordset(p_night -> 'categories')
    told (category text, state text, recent boolean[], credit numeric, demotions int, threshold numeric)
  on conflict (user_id, category) do update set
    state_since = case when trust.state = excluded.state then trust.state_since else excluded.state_since end,
    state = excluded.state, recent = excluded.recent, credit = excluded.credit, demotions = excluded.demotions,
    threshold = excluded.threshold, revision = trust.revision + 1;

  -- What is done is one step of the history, with a source of its own.
  perform set_config('aurum.batch_id', batch::text, true);
  insert into public.change_batches (user_id, id, source) values (p_user_id, batch, 'automation');
  with done as (
    update public.tasks task set due_on = wanted.to_value::date
    from jsonb_to_recordset(p_night -> 'proposals') wanted (category text, task_id uuid, from_value text, to_value text, acted boolean)
    where wanted.acted and wanted.category = 'reschedule_overdue' and task.user_id = p_user_id and task.id = wanted.task_id
      and task.due_on::text = wanted.from_value and task.status <> 'completed' and task.recurrence_rule is null
    returning task.id
  ) select coalesce(array_agg(done.id), '{}') into moved from done;
  with done as (
    update public.tasks task set project_id = project.id
    from jsonb_to_recordset(p_night -> 'proposals') wanted (category text, task_id uuid, from_value text, to_value text, acted boolean)
    join public.projects project on project.user_id = p_user_id and project.id::text = wanted.to_value
      and not project.archived and project.status not in ('completed', 'on_hold')
    where wanted.acted and wanted.category = 'file_task' and task.user_id = p_user_id and task.id = wanted.task_id
      and task.project_id is null and task.parent_task_id is null and task.status <> 'completed'
    returning task.id
  ) select coalesce(array_agg(done.id), '{}') into filed from done;
  if moved = '{}' and filed = '{}' then
    delete from public.change_batches step where step.user_id = p_user_id and step.id = batch;
  end if;

  insert into public.automation_proposals (user_id, category, task_id, task_name, from_value, to_value, evidence, acted, batch_id)
  select p_user_id, wanted.category, wanted.task_id, wanted.task_name, wanted.from_value, wanted.to_value, wanted.evidence, wanted.acted,
    case when wanted.acted then batch end
  from jsonb_to_recordset(p_night -> 'proposals') wanted (
    category text, task_id uuid, task_name text, from_value text, to_value text, evidence jsonb, acted boolean)
  where not wanted.acted or wanted.task_id = any (case wanted.category when 'file_task' then filed else moved end)
  on conflict do nothing;
  get diagnostics noted = row_count;
  delete from public.automation_proposals old
  where old.user_id = p_user_id and old.decided_at < private.clock() - interval '180 days';

  if cardinality(moved || filed) > 0 then
    insert into public.notifications (user_id, type, title, body, channels, scheduled_for, sent_at)
    select p_user_id, 'automation', told.title, told.body, '{browser}', private.clock(), private.clock()
    from public.user_profiles profile
    cross join lateral private.automation_notice(profile.locale, cardinality(moved), cardinality(filed), array(
      select left(task.name, 500) from public.tasks task
      where task.user_id = p_user_id and task.id = any (moved || filed) order by task.name, task.id)) told
    where profile.user_id = p_user_id;
  end if;
  perform set_config('aurum.batch_id', '', true);
  return jsonb_build_object('status', 'saved', 'noted', noted, 'acted', cardinality(moved || filed));
end $$;
comment on function private.save_automation_night is
  'Keeps a night of a person as one transaction: { data_version, categories, outcomes, proposals }; its shape is Night in shared/hrm/automations. Answers { status, noted, acted }; "stale" when the life, the settings or the trust have changed since it was worked out, and then nothing is kept.';

revoke all on function private.automation_categories, private.forget_trust, private.automation_outcomes, private.automation_scenes,
  private.automation_notice, private.save_automation_night from public, authenticated, service_role;
