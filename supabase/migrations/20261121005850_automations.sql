-- Automations that earn their autonomy. Nothing is watched before its person says so; then each category only notes what
-- it would do, until what the person does agrees often enough, and falls back by itself when it no longer does.

alter table public.change_batches drop constraint change_batches_source_check;
alter table public.change_batches add constraint change_batches_source_check
  check (source in ('web', 'assistant', 'voice', 'import', 'system', 'offline', 'automation'));

create table public.automation_settings (
  user_id uuid primary key references auth.users (id) on delete cascade,
  reschedule_overdue boolean not null default false,
  reschedule_overdue_threshold numeric(3, 2) not null default 0.9 check (reschedule_overdue_threshold between 0.5 and 0.98),
  file_task boolean not null default false,
  file_task_threshold numeric(3, 2) not null default 0.9 check (file_task_threshold between 0.5 and 0.98),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.automation_settings is
  'Which categories of automatic action a person lets watch, and act once they have earned it. Without a row: none.';
comment on column public.automation_settings.reschedule_overdue is 'Move what is overdue to the next day with room.';
comment on column public.automation_settings.reschedule_overdue_threshold is
  'The share of agreement that the lower end of its 95 % interval must reach before it acts. More than 0.98 could not be shown.';
comment on column public.automation_settings.file_task is 'Put tasks without a project into the one whose tasks they resemble.';
comment on column public.automation_settings.file_task_threshold is 'As that of reschedule_overdue.';
create trigger automation_settings_keep_owner before update on public.automation_settings
  for each row execute function private.keep_owner();
create trigger automation_settings_touch before update on public.automation_settings
  for each row execute function private.touch_updated_at();
alter table public.automation_settings enable row level security;
-- Deleting is for undo: it takes back what was set first.
grant select, insert, update, delete on public.automation_settings to authenticated;
grant all on public.automation_settings to service_role;
create policy "Owners read their automation settings" on public.automation_settings for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add their automation settings" on public.automation_settings for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their automation settings" on public.automation_settings for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their automation settings" on public.automation_settings for delete to authenticated
  using (user_id = (select auth.uid()));
call private.log_table('public.automation_settings');
call private.broadcast_table('public.automation_settings', 'plan');
insert into private.tracked_tables (table_name, place) values ('automation_settings', 21);

create or replace function private.key_column(of_table text) returns text
language sql immutable set search_path = '' as $$
  select case when of_table in ('user_profiles', 'ai_settings', 'hrm_user_preferences', 'notification_preferences', 'automation_settings')
    then 'user_id' else 'id' end
$$;

create table public.automation_trust (
  user_id uuid not null references auth.users (id) on delete cascade,
  category text not null check (category in ('reschedule_overdue', 'file_task')),
  state text not null default 'shadow' check (state in ('shadow', 'unlocked')),
  recent boolean[] not null default '{}' check (cardinality(recent) <= 200 and array_position(recent, null) is null),
  credit numeric(5, 4) not null default 0 check (credit between 0 and 2),
  demotions integer not null default 0 check (demotions >= 0),
  threshold numeric(3, 2) not null check (threshold between 0.5 and 0.98),
  revision integer not null default 1,
  state_since timestamptz not null default now(),
  primary key (user_id, category),
  constraint automation_trust_shadow_has_no_credit check (state = 'unlocked' or credit = 0)
);
comment on table public.automation_trust is
  'How far each category has earned the trust of a person; Autonomy in shared/hrm/autonomy.ts. Written at night by the server alone.';
comment on column public.automation_trust.state is 'shadow: it only notes what it would do. unlocked: it acts.';
comment on column public.automation_trust.recent is 'Whether the person agreed, oldest first, since trust began to be earned.';
comment on column public.automation_trust.credit is 'What may still go wrong before it falls back, in actions.';
comment on column public.automation_trust.demotions is 'How often it fell back; each time it takes twice as long to earn again.';
comment on column public.automation_trust.threshold is
  'The threshold it was judged under last. Where the person has set another since, that one counts at once.';
comment on column public.automation_trust.revision is 'Two nights that judge from the same state do not both count.';

create table public.automation_proposals (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  category text not null check (category in ('reschedule_overdue', 'file_task')),
  task_id uuid not null,
  task_name text not null check (char_length(task_name) <= 500),
  from_value text,
  to_value text not null,
  evidence jsonb not null check (jsonb_typeof(evidence) = 'object' and octet_length(evidence::text) <= 20000),
  acted boolean not null,
  batch_id uuid,
  outcome text check (outcome in ('agreed', 'disagreed', 'undone', 'lapsed')),
  -- The clock and not the start of the transaction, as in the change log, for it is held against it.
  proposed_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  primary key (user_id, id),
  foreign key (user_id, batch_id) references public.change_batches (user_id, id) on delete set null (batch_id),
  constraint automation_proposals_decided_has_outcome check ((outcome is null) = (decided_at is null)),
  constraint automation_proposals_only_actions_have_batches check (acted or batch_id is null)
);
comment on table public.automation_proposals is
  'What an automation would have done, or did, and what became of it. A task that is deleted leaves its proposal. Kept for 180 days.';
comment on column public.automation_proposals.from_value is 'Of the field of its category (due_on or project_id), when it was proposed.';
comment on column public.automation_proposals.evidence is 'The rows and numbers it rests on; evidenceSchema in shared/hrm/evidence.ts.';
comment on column public.automation_proposals.acted is 'Whether it was done without being asked. Otherwise it was only noted.';
comment on column public.automation_proposals.batch_id is 'The step of the history that one undo takes back.';
comment on column public.automation_proposals.outcome is
  'Null while it is being watched. agreed: the person did the same, or let it stand for three days. lapsed: nothing can be said.';
create unique index automation_proposals_open_idx on public.automation_proposals (user_id, category, task_id) where outcome is null;
create index automation_proposals_user_id_proposed_at_idx on public.automation_proposals (user_id, proposed_at desc);
create index automation_proposals_user_id_batch_id_idx on public.automation_proposals (user_id, batch_id) where batch_id is not null;

do $$
declare
  kept text;
begin
  foreach kept in array array['automation_trust', 'automation_proposals'] loop
    execute format('alter table public.%I enable row level security', kept);
    execute format('grant select on public.%I to authenticated', kept);
    execute format('grant all on public.%I to service_role', kept);
    execute format('call private.broadcast_table(%L, %L)', 'public.' || kept, 'plan');
  end loop;
end $$;
create policy "Owners read how far automations are trusted" on public.automation_trust for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners read what automations proposed" on public.automation_proposals for select to authenticated
  using (user_id = (select auth.uid()));

create function private.automation_categories(settings public.automation_settings)
returns table (category text, is_on boolean, threshold numeric)
language sql immutable set search_path = '' as $$
  values ('reschedule_overdue', settings.reschedule_overdue, settings.reschedule_overdue_threshold),
    ('file_task', settings.file_task, settings.file_task_threshold)
$$;

create function private.forget_trust() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  switched_off text[] := array(
    select was.category from private.automation_categories(old) was
    where was.is_on and (tg_op = 'DELETE' or not exists (
      select from private.automation_categories(new) still where still.category = was.category and still.is_on)));
begin
  update public.automation_trust trust
  set state = 'shadow', recent = '{}', credit = 0, revision = trust.revision + 1, state_since = private.clock()
  where trust.user_id = old.user_id and trust.category = any (switched_off);
  update public.automation_proposals proposal set outcome = 'lapsed', decided_at = private.clock()
  where proposal.user_id = old.user_id and proposal.category = any (switched_off) and proposal.outcome is null;
  return null;
end $$;
comment on function private.forget_trust is
  'What is switched off is no longer watched, and begins in the shadow when it is switched on again. How often it fell back is kept.';
create trigger automation_settings_forget_trust after update or delete on public.automation_settings
  for each row execute function private.forget_trust();
