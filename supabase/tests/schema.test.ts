import { describe, expect, it } from 'vitest'
import { asDatabase } from './as-user.ts'

const rows = <Answer extends object>(sql: string) => asDatabase((database) => database.query<Answer>(sql))
const names = async (sql: string) => (await rows<{ name: string }>(sql)).map(({ name }) => name)

const TABLES = `select c.oid, c.relname, c.relrowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const FUNCTIONS = `select p.oid, n.nspname || '.' || p.proname as name, p.proconfig, p.prosecdef
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private')`

const EVERYTHING = 'delete insert references select trigger truncate update'
const OWNED = 'delete insert select update'

/** What each role may do; a column in brackets where the right is on single columns. */
const GRANTS: Record<string, Record<string, string>> = {
  anon: { feature_flags: 'select' },
  authenticated: {
    ai_alert_thresholds: 'select',
    ai_budget_alerts: 'select',
    ai_budget_periods: 'select',
    ai_budgets: 'delete insert select update(monthly_nano_usd)',
    ai_egress: 'delete select',
    ai_holds: 'select',
    ai_interactions: 'select',
    ai_model_prices: 'select',
    ai_model_usage_logs: 'select',
    ai_models: 'select',
    ai_plans: 'select',
    ai_settings: OWNED,
    areas: OWNED,
    assistant_memories: OWNED,
    automation_proposals: 'select',
    automation_settings: OWNED,
    automation_trust: 'select',
    change_batches: 'select',
    changes: 'select',
    chat_messages: 'select update(batch_id,commands_state)',
    chat_threads: 'delete select update(title)',
    feature_flags: 'select',
    focus_sessions: OWNED,
    hrm_feedback_log: 'select',
    hrm_rules:
      'select(applies_to_entity_types,base_weight,changelog,created_at,description,hierarchy_level,is_active,is_system_rule,' +
      'llm_prompt_template,requires_llm,rule_code,rule_config,rule_name,rule_type,updated_at,user_adjustable,version)',
    hrm_runs: 'select',
    hrm_user_preferences: OWNED,
    hrm_weight_changes: 'select',
    imports: 'insert select update(applied_count,state)',
    insights: 'select',
    labels: OWNED,
    notification_deliveries: 'select',
    notification_preferences: OWNED,
    notification_snoozes: 'delete insert select update(until)',
    notifications: 'delete select update(is_read)',
    organization_members: OWNED,
    organizations: OWNED,
    pillars: OWNED,
    project_templates: OWNED,
    projects: OWNED,
    push_subscriptions: 'delete select',
    resources: OWNED,
    saved_filters: OWNED,
    task_dependencies: OWNED,
    task_labels: OWNED,
    tasks: OWNED,
    user_profiles:
      'select update(avatar_path,birth_on,day_capacity_minutes,display_name,first_name,last_name,locale,monthly_alignment_goal,' +
      'onboarding_state,theme,time_zone,updated_at,username,uses_24h,week_start)',
    area_progress: 'select',
    pillar_progress: 'select',
    project_progress: 'select',
    task_scores: 'select',
  },
}

describe('the schema', () => {
  it('has row-level security on every table', async () => {
    expect(await names(`select relname as name from (${TABLES}) t where not relrowsecurity`)).toEqual([])
  })

  it('has no policy that lets everybody write', async () => {
    const open = await names(`select tablename || ': ' || policyname as name from pg_policies
      where schemaname in ('public', 'storage', 'realtime') and cmd <> 'SELECT' and (qual = 'true' or with_check = 'true')`)
    expect(open).toEqual([])
  })

  it('asks who the caller is once per statement, never once per row', async () => {
    const perRow = await names(String.raw`select tablename || ': ' || policyname as name from pg_policies
      where schemaname in ('public', 'storage', 'realtime')
        and regexp_replace(concat(qual, with_check), '\( ?SELECT (auth\.uid|realtime\.topic)\(\)', '', 'g')
          ~ '(auth\.(uid|jwt|role|email)|realtime\.topic)\(\)'`)
    expect(perRow).toEqual([])
  })

  it('has one policy per verb and role, each with a role of its own and a sentence for a name', async () => {
    const policies = await rows<{ tablename: string; cmd: string; role: string; policyname: string }>(
      `select tablename, cmd, unnest(roles)::text as role, policyname from pg_policies where schemaname = 'public'`,
    )
    const keys = policies.map(({ tablename, cmd, role }) => `${tablename} ${cmd} ${role}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { cmd, role, policyname } of policies) {
      expect(cmd).not.toBe('ALL')
      expect(['anon', 'authenticated']).toContain(role)
      expect(policyname).toMatch(/^(Owners|Members|Managers|People|Everybody) .+/)
    }
  })

  it('fixes the search path of every function', async () => {
    const movable = await names(
      `select name from (${FUNCTIONS}) f where not coalesce(proconfig, '{}') @> array['search_path=""']`,
    )
    expect(movable).toEqual([])
  })

  it('lets a visitor without an account call one function only', async () => {
    const callable = await names(
      `select name from (${FUNCTIONS}) f where has_function_privilege('anon', oid, 'execute')`,
    )
    expect(callable).toEqual(['public.is_feature_enabled'])
  })

  it('keeps functions with the rights of their owner out of the API', async () => {
    expect(await names(`select name from (${FUNCTIONS}) f where prosecdef and name like 'public.%'`)).toEqual(
      [],
    )
  })

  it('gives the helper schema to nobody without an account, and its tables to nobody for writing', async () => {
    const writable =
      await names(`select c.relname as name from pg_class c, unnest(array['anon', 'authenticated']) role
      where c.relnamespace = 'private'::regnamespace and c.relkind = 'r'
        and has_table_privilege(role, c.oid, 'insert, update, delete, truncate')`)
    expect(writable).toEqual([])
    expect(await rows(`select has_schema_privilege('anon', 'private', 'usage') as usable`)).toEqual([
      { usable: false },
    ])
  })

  it('reads every view with the rights of the caller', async () => {
    const widened =
      await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('v', 'm') and (relkind = 'm' or not coalesce(reloptions, '{}') @> array['security_invoker=true'])`)
    expect(widened).toEqual([])
  })

  it('has an index under every foreign key', async () => {
    const bare = await names(`
      select c.conrelid::regclass || ': ' || c.conname as name from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select from pg_index i where i.indrelid = c.conrelid
          and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`)
    expect(bare).toEqual([])
  })

  it('has an index under every column that a policy filters by', async () => {
    const bare = await names(String.raw`
      select distinct p.tablename || '.' || a.attname as name from pg_policies p
      join pg_attribute a on a.attrelid = format('public.%I', p.tablename)::regclass and a.attnum > 0
        and p.qual ~ ('\m' || a.attname || '\M')
      where p.schemaname = 'public' and not exists (
        select from pg_index i where i.indrelid = a.attrelid and i.indkey[0] = a.attnum)`)
    expect(bare).toEqual([])
  })

  it('says what every table and view is for', async () => {
    const silent =
      await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p', 'v') and obj_description(oid, 'pg_class') is null`)
    expect(silent).toEqual([])
  })

  it('keeps every instant with its time zone, and no money or share as a binary fraction', async () => {
    const loose = await names(`select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and table_name in (select tablename from pg_tables) and (data_type = 'timestamp without time zone' or data_type = 'real'
        or (data_type = 'double precision' and column_name not in ('sort_order', 'today_position')))`)
    expect(loose).toEqual([])
  })

  it.each(Object.keys(GRANTS))('grants the role %s exactly what the app needs', async (role) => {
    const grants = await rows<{ relation: string; rights: string }>(`
      with rights as (
        select c.relname, lower(a.privilege_type) as verb, null::text as columns
        from pg_class c cross join aclexplode(c.relacl) a
        where c.relnamespace = 'public'::regnamespace and a.grantee = '${role}'::regrole
        union all
        select c.relname, lower(a.privilege_type), string_agg(t.attname, ',' order by t.attname)
        from pg_class c join pg_attribute t on t.attrelid = c.oid cross join aclexplode(t.attacl) a
        where c.relnamespace = 'public'::regnamespace and a.grantee = '${role}'::regrole group by 1, 2
      )
      select relname as relation, string_agg(verb || coalesce('(' || columns || ')', ''), ' ' order by verb) as rights
      from rights group by relname`)
    expect(Object.fromEntries(grants.map(({ relation, rights }) => [relation, rights]))).toEqual(GRANTS[role])
  })

  it('grants the service everything on tables', async () => {
    const less = await names(`select relname as name from (${TABLES}) t where (
      select string_agg(lower(a.privilege_type), ' ' order by a.privilege_type) from pg_class c cross join aclexplode(c.relacl) a
      where c.oid = t.oid and a.grantee = 'service_role'::regrole and a.privilege_type <> 'MAINTAIN') is distinct from '${EVERYTHING}'`)
    expect(less).toEqual([])
  })

  it('grants nothing to everybody', async () => {
    const open = await names(`select c.relname as name from pg_class c cross join aclexplode(c.relacl) a
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee = 0`)
    expect(open).toEqual([])
  })
})
