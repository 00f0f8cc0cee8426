-- What the rules found out about a person, on what evidence, and what the person said to it.
-- The server writes; the person reads, and says yes or no through functions.

create table public.hrm_runs (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  trigger text not null check (trigger in ('person', 'schedule', 'change')),
  status text not null default 'running' check (status in ('running', 'finished', 'superseded', 'failed')),
  scope jsonb not null default '[]' check (jsonb_typeof(scope) = 'array' and octet_length(scope::text) <= 20000),
  data_version text check (char_length(data_version) <= 200),
  taken_at timestamptz,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  counts jsonb not null default '{}' check (jsonb_typeof(counts) = 'object' and octet_length(counts::text) <= 2000),
  error_code text check (char_length(error_code) between 1 and 100),
  primary key (user_id, id),
  constraint hrm_runs_end_when_they_are_over check ((status = 'running') = (finished_at is null))
);
comment on table public.hrm_runs is 'Each time the rules were asked about a person. Its id makes saving the same run twice harmless.';
comment on column public.hrm_runs.status is 'superseded: a run with a later look at the data was saved first, so this one changed nothing.';
comment on column public.hrm_runs.scope is 'What was looked at: [{ entity_type, entity_id }]; empty for everything.';
comment on column public.hrm_runs.taken_at is 'When the data was read.';
comment on column public.hrm_runs.counts is '{ added, changed, same, gone }, in insights.';
create index hrm_runs_user_id_started_at_idx on public.hrm_runs (user_id, started_at desc);

create table public.insights (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  subject text not null check (char_length(subject) between 1 and 300),
  rule_code text not null check (char_length(rule_code) between 1 and 64),
  rule_version integer not null default 1 check (rule_version >= 1),
  entity_type text not null check (entity_type in ('pillar', 'area', 'project', 'task', 'global')),
  entity_id uuid,
  insight_type text not null check (insight_type in (
    'priority_reasoning', 'alignment_analysis', 'pattern_recognition', 'recommendation', 'goal_coherence', 'time_allocation',
    'progress_prediction', 'obstacle_identification')),
  title text not null check (title ~ '\S' and char_length(title) <= 2000),
  summary text not null check (char_length(summary) <= 20000),
  detailed_reasoning jsonb not null default '{}',
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  impact numeric(4, 3) not null check (impact between 0 and 1),
  reasoning_path jsonb not null default '[]' check (jsonb_typeof(reasoning_path) = 'array'),
  evidence jsonb not null check (jsonb_typeof(evidence) = 'object'),
  tags text[] not null default '{}' check (cardinality(tags) <= 50),
  llm_session_id uuid,
  llm_context jsonb,
  llm_model_used text check (char_length(llm_model_used) <= 200),
  user_feedback text check (user_feedback in ('accepted', 'rejected', 'modified', 'ignored')),
  feedback_details jsonb,
  application_count integer not null default 0 check (application_count >= 0),
  is_pinned boolean not null default false,
  dismissed_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('changed', 'gone', 'expired')),
  is_active boolean not null generated always as (ended_at is null and dismissed_at is null) stored,
  stale_at timestamptz,
  expires_at timestamptz,
  computed_at timestamptz not null default now(),
  run_id uuid,
  draft_hash text not null default '',
  version integer not null default 1 check (version >= 1),
  previous_version_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_accessed_at timestamptz,
  primary key (user_id, id),
  foreign key (user_id, run_id) references public.hrm_runs (user_id, id) on delete set null (run_id),
  foreign key (user_id, previous_version_id) references public.insights (user_id, id) on delete set null (previous_version_id),
  constraint insights_entity_unless_global check ((entity_type = 'global') = (entity_id is null)),
  constraint insights_end_has_a_reason check ((ended_at is null) = (end_reason is null))
);
comment on table public.insights is
  'What the rules found out about a person, with its receipt. One is current per subject; what it said before stays as an earlier version.';
comment on column public.insights.subject is 'What it is about, as a stable key, for example "obstacle:task:<id>".';
comment on column public.insights.evidence is 'The receipt: rules, parameters, rows, n and values (evidenceSchema in shared/hrm/evidence.ts).';
comment on column public.insights.is_active is 'Current and not dismissed: what the screen shows.';
comment on column public.insights.dismissed_at is 'Hidden by the person, for as long as the same subject is found.';
comment on column public.insights.ended_at is 'Not current any more: it says something else now (changed), it is not so any more (gone), or its time is over (expired).';
comment on column public.insights.stale_at is 'Since when a row it was worked out from is another one. Null while it is up to date.';
comment on column public.insights.computed_at is 'When the rules said so last.';
comment on column public.insights.draft_hash is 'Tells whether the rules say the same again, although a model has phrased it since.';
create unique index insights_user_id_subject_idx on public.insights (user_id, subject) where ended_at is null;
create index insights_user_id_entity_idx on public.insights (user_id, entity_type, entity_id) where ended_at is null;
create index insights_user_id_created_at_idx on public.insights (user_id, created_at desc);
create index insights_user_id_run_id_idx on public.insights (user_id, run_id);
create index insights_user_id_previous_version_id_idx on public.insights (user_id, previous_version_id) where previous_version_id is not null;
create index insights_expires_at_idx on public.insights (expires_at) where ended_at is null;
create index insights_ended_at_idx on public.insights (ended_at) where ended_at is not null;

create table public.insight_sources (
  user_id uuid not null references auth.users (id) on delete cascade,
  insight_id uuid not null,
  table_name text not null check (table_name in ('pillars', 'areas', 'projects', 'tasks', 'task_dependencies', 'focus_sessions')),
  row_id uuid not null,
  primary key (user_id, table_name, row_id, insight_id),
  foreign key (user_id, insight_id) references public.insights (user_id, id) on delete cascade
);
comment on table public.insight_sources is
  'The rows a current insight was worked out from, to find the insights of a row that changes. The nil id stands for any row of the table.';
create index insight_sources_user_id_insight_id_idx on public.insight_sources (user_id, insight_id);

create table public.hrm_feedback_log (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  insight_id uuid,
  feedback_type text not null check (feedback_type in (
    'insight_helpful', 'insight_not_helpful', 'priority_correct', 'priority_incorrect', 'reasoning_clear', 'reasoning_unclear',
    'recommendation_followed', 'recommendation_ignored')),
  entity_type text not null check (entity_type in ('pillar', 'area', 'project', 'task', 'global')),
  entity_id uuid,
  insight_type text not null,
  original_score numeric(4, 3) check (original_score between 0 and 1),
  user_adjusted_score numeric(4, 3) check (user_adjusted_score between 0 and 1),
  feedback_text text check (char_length(feedback_text) <= 2000),
  suggested_improvement text check (char_length(suggested_improvement) <= 2000),
  applied_rules jsonb not null default '[]' check (jsonb_typeof(applied_rules) = 'array'),
  reasoning_snapshot jsonb not null default '{}' check (jsonb_typeof(reasoning_snapshot) = 'object'),
  learned_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, insight_id) references public.insights (user_id, id) on delete set null (insight_id)
);
comment on table public.hrm_feedback_log is
  'What a person said to an insight, with the rules and scores it judged, as they were then. It outlives the insight.';
comment on column public.hrm_feedback_log.applied_rules is 'The rules of the receipt: [{ code, version, weight, score, confidence }].';
comment on column public.hrm_feedback_log.learned_at is 'When the nightly learning took it into account: once.';
create index hrm_feedback_log_user_id_created_at_idx on public.hrm_feedback_log (user_id, created_at desc);
create index hrm_feedback_log_user_id_insight_id_idx on public.hrm_feedback_log (user_id, insight_id) where insight_id is not null;
create index hrm_feedback_log_to_learn_idx on public.hrm_feedback_log (user_id) where learned_at is null;

create table public.hrm_weight_changes (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  rule_code text not null check (char_length(rule_code) between 1 and 64),
  before numeric(4, 3) not null check (before between 0 and 1),
  after numeric(4, 3) not null check (after between 0 and 1),
  was_default boolean not null default false,
  reason jsonb not null default '{}' check (jsonb_typeof(reason) = 'object'),
  created_at timestamptz not null default now(),
  reverted_at timestamptz,
  primary key (user_id, id)
);
comment on table public.hrm_weight_changes is 'Every weight that learning moved, with why; the person can put it back.';
comment on column public.hrm_weight_changes.was_default is 'The person had no weight of their own before: putting it back removes theirs.';
comment on column public.hrm_weight_changes.reason is '{ helpful, not_helpful, n }: the feedback that moved it.';
create index hrm_weight_changes_user_id_created_at_idx on public.hrm_weight_changes (user_id, created_at desc);

create function private.keep_insight_times() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.id is distinct from old.id or new.user_id is distinct from old.user_id then
    raise exception 'the id and the owner of a row never change' using errcode = '42501';
  end if;
  -- Being looked at, or found true again, is no change of what it says.
  if (new.title, new.summary, new.is_pinned, new.dismissed_at, new.ended_at, new.stale_at, new.user_feedback)
    is distinct from (old.title, old.summary, old.is_pinned, old.dismissed_at, old.ended_at, old.stale_at, old.user_feedback) then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger insights_touch before update on public.insights
  for each row execute function private.keep_insight_times();

do $$
declare
  each record;
begin
  for each in
    select * from (values
      ('hrm_runs', 'runs'), ('insights', 'insights'), ('insight_sources', 'insight sources'),
      ('hrm_feedback_log', 'feedback'), ('hrm_weight_changes', 'weight changes')
    ) as owned (table_name, noun)
  loop
    execute format('alter table public.%I enable row level security', each.table_name);
    execute format('grant select on public.%I to authenticated', each.table_name);
    execute format('grant all on public.%I to service_role', each.table_name);
    execute format('create policy %I on public.%I for select to authenticated using (user_id = (select auth.uid()))',
      'Owners read their ' || each.noun, each.table_name);
  end loop;
end $$;

-- One message for each person and statement, and none for an insight that was only looked at or found true again.
create function private.tell_insights() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  silent constant text[] := array['computed_at', 'run_id', 'expires_at', 'last_accessed_at', 'evidence', 'updated_at'];
  told record;
begin
  for told in
    select touched.user_id, count(*) as row_count, jsonb_agg(touched.id) as ids
    from new_rows touched left join old_rows past on past.user_id = touched.user_id and past.id = touched.id
    where to_jsonb(touched) - silent <> to_jsonb(past) - silent
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
create trigger insights_tell_updates after update on public.insights referencing old table as old_rows new table as new_rows
  for each statement execute function private.tell_insights();
create trigger insights_tell_inserts after insert on public.insights referencing new table as new_rows
  for each statement execute function private.broadcast_changes('insights');
create trigger insights_tell_deletes after delete on public.insights referencing old table as old_rows
  for each statement execute function private.broadcast_changes('insights');
call private.broadcast_table('public.hrm_weight_changes', 'insights');
