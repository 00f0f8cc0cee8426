-- How a person wants their insights, and how much each rule counts for them.

create function private.are_rule_weights(weights jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_typeof(weights) = 'object'
    and octet_length(weights::text) <= 10000
    and not exists (
      select from jsonb_each(weights) weight
      where weight.key !~ '^[A-Z][A-Z0-9_]{2,59}$'
        or case when jsonb_typeof(weight.value) = 'number' then weight.value::numeric not between 0 and 1 else true end);
end $$;
comment on function private.are_rule_weights is 'Whether this is an object of rule codes with a weight of 0 to 1 each.';

create function private.are_work_hours(hours jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_typeof(hours) = 'object'
    and hours - array['start', 'end'] = '{}'
    and coalesce(hours ->> 'start' ~ '^([01]\d|2[0-3]):[0-5]\d$' and hours ->> 'end' ~ '^([01]\d|2[0-3]):[0-5]\d$', false)
    and hours ->> 'start' < hours ->> 'end';
end $$;
comment on function private.are_work_hours is 'Whether this is { "start": "HH:MM", "end": "HH:MM" }, the start before the end.';
grant execute on function private.are_rule_weights, private.are_work_hours to authenticated, service_role;

create table public.hrm_user_preferences (
  user_id uuid primary key references auth.users (id) on delete cascade,
  rule_weight_overrides jsonb not null default '{}' check (private.are_rule_weights(rule_weight_overrides)),
  explanation_detail_level text not null default 'balanced'
    check (explanation_detail_level in ('minimal', 'balanced', 'detailed')),
  show_confidence_scores boolean not null default true,
  show_reasoning_path boolean not null default true,
  ai_personality text not null default 'coach' check (ai_personality in ('coach', 'assistant', 'strategist', 'motivator')),
  ai_communication_style text not null default 'encouraging'
    check (ai_communication_style in ('direct', 'encouraging', 'analytical', 'socratic')),
  primary_optimization text not null default 'balance'
    check (primary_optimization in ('balance', 'focus', 'exploration', 'efficiency', 'wellbeing')),
  preferred_work_hours jsonb not null default '{"start": "09:00", "end": "17:00"}'
    check (private.are_work_hours(preferred_work_hours)),
  energy_pattern text not null default 'morning_peak'
    check (energy_pattern in ('morning_peak', 'afternoon_peak', 'evening_peak', 'steady')),
  enable_ai_learning boolean not null default true,
  share_anonymous_insights boolean not null default false,
  autonomy_threshold numeric(3, 2) not null default 0.9 check (autonomy_threshold between 0.5 and 1),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.hrm_user_preferences is
  'How a person wants their insights. Without a row: as the defaults of the columns say.';
comment on column public.hrm_user_preferences.rule_weight_overrides is
  'The weights that differ for this person, by the code of the rule (0-1): set by hand, or learned from feedback.';
comment on column public.hrm_user_preferences.preferred_work_hours is '{ "start": "HH:MM", "end": "HH:MM" } on the wall clock of the person.';
comment on column public.hrm_user_preferences.enable_ai_learning is 'Whether feedback may move the weights at night.';
comment on column public.hrm_user_preferences.autonomy_threshold is
  'The share of agreement a kind of automatic action must have shown before it may act without being asked.';

create trigger hrm_user_preferences_keep_owner before update on public.hrm_user_preferences
  for each row execute function private.keep_owner();
create trigger hrm_user_preferences_touch before update on public.hrm_user_preferences
  for each row execute function private.touch_updated_at();
alter table public.hrm_user_preferences enable row level security;
-- Deleting is for undo: it takes back what was set first.
grant select, insert, update, delete on public.hrm_user_preferences to authenticated;
grant all on public.hrm_user_preferences to service_role;
create policy "Owners read their insight preferences" on public.hrm_user_preferences for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add their insight preferences" on public.hrm_user_preferences for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their insight preferences" on public.hrm_user_preferences for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their insight preferences" on public.hrm_user_preferences for delete to authenticated
  using (user_id = (select auth.uid()));
call private.log_table('public.hrm_user_preferences');
call private.broadcast_table('public.hrm_user_preferences', 'insights');
insert into private.tracked_tables (table_name, place) values ('hrm_user_preferences', 14);

create or replace function private.key_column(of_table text) returns text
language sql immutable set search_path = '' as $$
  select case when of_table in ('user_profiles', 'ai_settings', 'hrm_user_preferences') then 'user_id' else 'id' end
$$;
