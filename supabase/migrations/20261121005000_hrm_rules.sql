-- The rules that say what matters now. They are rows, so that an admin adds or tunes one without a deploy; what they
-- mean is in shared/hrm, and a later migration refuses a configuration that the engine there cannot run.

create table public.hrm_rules (
  rule_code text primary key check (rule_code ~ '^[A-Z][A-Z0-9_]{2,59}$'),
  rule_name text not null check (rule_name ~ '\S' and char_length(rule_name) <= 200),
  description text not null default '' check (char_length(description) <= 2000),
  hierarchy_level text not null check (hierarchy_level in ('pillar', 'area', 'project', 'task', 'cross_level')),
  applies_to_entity_types text[] not null check (
    cardinality(applies_to_entity_types) > 0
    and array_position(applies_to_entity_types, null) is null
    and applies_to_entity_types <@ array['area', 'project', 'task']),
  rule_type text not null
    check (rule_type in ('scoring', 'filtering', 'relationship', 'temporal', 'constraint', 'pattern_matching')),
  rule_config jsonb not null check (jsonb_typeof(rule_config) = 'object' and octet_length(rule_config::text) <= 20000),
  base_weight numeric(4, 3) not null default 0.5 check (base_weight between 0 and 1),
  user_adjustable boolean not null default true,
  requires_llm boolean not null default false,
  llm_prompt_template text check (char_length(llm_prompt_template) <= 10000),
  is_active boolean not null default true,
  is_system_rule boolean not null default false,
  created_by uuid references auth.users (id) on delete set null,
  version integer not null default 1 check (version >= 1),
  changelog jsonb not null default '[]' check (jsonb_typeof(changelog) = 'array'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.hrm_rules is
  'What the insights of everybody are worked out by. Admins edit it in the dashboard: each edit counts the version up and is written down in "changelog". Rules that came with the app cannot be deleted, only switched off.';
comment on column public.hrm_rules.rule_code is 'The name that receipts, feedback and personal weights refer to. It never changes.';
comment on column public.hrm_rules.rule_config is 'What the engine reads; its shape depends on rule_type (ruleConfigSchema in shared/hrm/rule.ts).';
comment on column public.hrm_rules.base_weight is 'How much the rule counts (0-1) for everybody who has set no weight of their own.';
comment on column public.hrm_rules.changelog is 'Written by the database: [{ version, at, by, changes: { column: { before, after } } }], latest last.';
create index hrm_rules_created_by_idx on public.hrm_rules (created_by) where created_by is not null;

alter table public.hrm_rules enable row level security;
-- All but who made a rule: that is the admins' own matter.
grant select (
  rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, rule_config, base_weight,
  user_adjustable, requires_llm, llm_prompt_template, is_active, is_system_rule, version, changelog, created_at, updated_at
) on public.hrm_rules to authenticated;
grant all on public.hrm_rules to service_role;
create policy "Everybody with an account reads the rules" on public.hrm_rules for select to authenticated using (true);

create function private.keep_rule_history() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant text[] := array['version', 'changelog', 'created_at', 'updated_at'];
  before jsonb := to_jsonb(old) - own;
  after jsonb := to_jsonb(new) - own;
begin
  if new.rule_code <> old.rule_code then
    raise exception 'the code of a rule never changes: receipts refer to it' using errcode = '23514', column = 'rule_code';
  end if;
  if old.is_system_rule and not new.is_system_rule then
    raise exception 'a rule that came with the app stays one' using errcode = '23514', column = 'is_system_rule';
  end if;
  -- Nobody writes their own history.
  new.version := old.version;
  new.changelog := old.changelog;
  new.created_at := old.created_at;
  new.updated_at := old.updated_at;
  if before <> after then
    new.version := old.version + 1;
    new.updated_at := clock_timestamp();
    new.changelog := old.changelog || jsonb_build_array(jsonb_build_object(
      'version', new.version, 'at', new.updated_at, 'by', auth.uid(),
      'changes', (
        select jsonb_object_agg(field.key, jsonb_build_object('before', field.value, 'after', after -> field.key))
        from jsonb_each(before) field where field.value <> after -> field.key)));
  end if;
  return new;
end $$;
comment on function private.keep_rule_history is 'Counts the version of a rule up and writes down what an edit changed.';
create trigger hrm_rules_keep_history before update on public.hrm_rules
  for each row execute function private.keep_rule_history();

create function private.keep_system_rule() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'the rule % came with the app: switch it off with is_active instead', old.rule_code using errcode = '23514';
end $$;
create trigger hrm_rules_keep_system_rules before delete on public.hrm_rules
  for each row when (old.is_system_rule) execute function private.keep_system_rule();
