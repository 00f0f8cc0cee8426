import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  asAnonymous,
  asDatabase,
  asService,
  asUser,
  createUser,
  failureOf,
  type RequestOptions,
  type Row,
  type Session,
} from './as-user.ts'
import { plantLife } from './life.ts'

type Verb = 'read' | 'add' | 'change' | 'delete'
type Outcome = 'done' | 'hidden' | 'refused'

interface Rules {
  /** What the owner of a row may do with it. */
  owner: Verb[]
  /** A column the owner may set, or whose setting is refused. */
  column: string
  /** What a second row beside the planted one must differ in. */
  fresh?: () => Row
  /** Columns nobody can set. */
  generated?: string[]
}

const VERBS: Verb[] = ['read', 'add', 'change', 'delete']
const id = () => ({ id: randomUUID() })

// Memberships depend on roles, and the ledger is written by the server alone: organizations.test.ts and ai-*.test.ts test
// who sees what there.
const RULES: Record<string, Rules> = {
  user_profiles: { owner: ['read', 'change'], column: 'theme' },
  pillars: { owner: VERBS, column: 'name', fresh: id },
  areas: { owner: VERBS, column: 'name', fresh: id },
  projects: { owner: VERBS, column: 'name', fresh: id },
  tasks: { owner: VERBS, column: 'name', fresh: id },
  labels: { owner: VERBS, column: 'color', fresh: () => ({ ...id(), name: randomUUID() }) },
  task_labels: { owner: VERBS, column: 'created_at', fresh: () => ({ ...id(), label_id: 'second' }) },
  task_dependencies: {
    owner: VERBS,
    column: 'created_at',
    fresh: () => ({ ...id(), depends_on_task_id: 'second' }),
  },
  resources: { owner: VERBS, column: 'tags', fresh: () => ({ ...id(), path: 'second' }) },
  saved_filters: { owner: VERBS, column: 'query', fresh: () => ({ ...id(), name: randomUUID() }) },
  project_templates: { owner: VERBS, column: 'name', fresh: id },
  focus_sessions: {
    owner: VERBS,
    column: 'kind',
    fresh: () => ({ ...id(), started_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:25:00Z' }),
  },
  assistant_memories: { owner: VERBS, column: 'text', fresh: id },
  ai_settings: { owner: VERBS, column: 'is_on' },
  ai_egress: { owner: ['read', 'delete'], column: 'body', fresh: id },
  hrm_user_preferences: { owner: VERBS, column: 'energy_pattern' },
  hrm_runs: { owner: ['read'], column: 'status', fresh: id },
  insights: {
    owner: ['read'],
    column: 'title',
    fresh: () => ({ ...id(), subject: randomUUID() }),
    generated: ['is_active'],
  },
  hrm_feedback_log: { owner: ['read'], column: 'feedback_type', fresh: id },
  hrm_weight_changes: { owner: ['read'], column: 'reverted_at', fresh: id },
  automation_settings: { owner: VERBS, column: 'file_task' },
  automation_trust: { owner: ['read'], column: 'state', fresh: () => ({ category: 'reschedule_overdue' }) },
  automation_proposals: {
    owner: ['read'],
    column: 'outcome',
    fresh: () => ({ ...id(), task_id: randomUUID() }),
  },
  chat_threads: { owner: ['read', 'change', 'delete'], column: 'title', fresh: id },
  chat_messages: { owner: ['read', 'change'], column: 'commands_state', fresh: id },
  imports: { owner: ['read', 'add', 'change'], column: 'applied_count', fresh: id },
  notifications: { owner: ['read', 'change', 'delete'], column: 'is_read', fresh: id },
  notification_deliveries: { owner: ['read'], column: 'state', fresh: id },
  notification_preferences: { owner: VERBS, column: 'task_due' },
  notification_snoozes: { owner: VERBS, column: 'until', fresh: () => ({ subject: 'type:task_due' }) },
  push_subscriptions: {
    owner: ['read', 'delete'],
    column: 'device',
    fresh: () => ({ ...id(), endpoint: `https://push.example/${randomUUID()}` }),
  },
  change_batches: { owner: ['read'], column: 'change_count', fresh: id },
  changes: { owner: ['read'], column: 'row_label' },
}

const ACTORS = ['owner', 'stranger', 'anonymous', 'service'] as const
type Actor = (typeof ACTORS)[number]

const HINTS: Record<Outcome, string> = { done: 'can', hidden: 'finds nothing to', refused: 'is refused to' }

let owner: string
let stranger: string
/** Rows that exist only to be referred to. */
const second: Row = {}

beforeAll(async () => {
  owner = await createUser()
  stranger = await createUser()
  await plantLife(owner)
  await plantLife(stranger)
  await asUser(owner, async (sql) => {
    const add = (table: string) =>
      sql.one<{ id: string }>(
        `insert into public.${table} (user_id, name) values ($1, 'second') returning id`,
        [owner],
      )
    second.label_id = (await add('labels')).id
    second.depends_on_task_id = (await add('tasks')).id
    second.path = `${owner}/second.pdf`
  })
})

function as<Result>(actor: Actor, work: (sql: Session) => Promise<Result>) {
  const options: RequestOptions = { rollback: true }
  if (actor === 'anonymous') return asAnonymous(work, options)
  if (actor === 'service') return asService(work, options)
  return asUser(actor === 'owner' ? owner : stranger, work, options)
}

function expected(actor: Actor, verb: Verb, rules: Rules): Outcome {
  if (actor === 'service') return 'done'
  if (actor === 'anonymous' || !rules.owner.includes(verb)) return 'refused'
  if (actor === 'owner') return 'done'
  return verb === 'add' ? 'refused' : 'hidden'
}

/** A second row of the owner's, equal to the first where it can be. */
async function freshRow(table: string, rules: Rules): Promise<Row> {
  const { record } = await asDatabase((sql) =>
    sql.one<{ record: Row }>(
      `select to_jsonb(t) as record from public.${table} t where user_id = $1 limit 1`,
      [owner],
    ),
  )
  const fresh = Object.entries(rules.fresh?.() ?? {})
  for (const [column, value] of fresh) record[column] = value === 'second' ? second[column] : value
  const unset = [...(rules.generated ?? []), ...(table === 'changes' ? ['id'] : [])]
  return Object.fromEntries(Object.entries(record).filter(([column]) => !unset.includes(column)))
}

async function attempt(actor: Actor, verb: Verb, table: string, rules: Rules): Promise<Outcome> {
  const row = await freshRow(table, rules)
  const columns = Object.keys(row).join(', ')
  const statements: Record<Verb, [string, unknown]> = {
    read: [`select from public.${table} where user_id = $1`, owner],
    add: [
      `insert into public.${table} (${columns}) select ${columns} from jsonb_populate_record(null::public.${table}, $1)`,
      row,
    ],
    change: [`update public.${table} set ${rules.column} = ${rules.column} where user_id = $1`, owner],
    delete: [`delete from public.${table} where user_id = $1`, owner],
  }
  let touched = 0
  const [statement, value] = statements[verb]
  const request = as(actor, async (sql) => {
    touched = await sql.count(statement, [value])
  })
  const failure = await failureOf(request)
  // Of a table with one row per person, a second one fails on its key, which is past every right.
  if (failure === '42501') return 'refused'
  if (failure && !(!rules.fresh && failure === '23505')) throw new Error(failure)
  return failure || touched > 0 ? 'done' : 'hidden'
}

describe.each(Object.entries(RULES))('%s', (table, rules) => {
  const cases = ACTORS.flatMap((actor) =>
    VERBS.map((verb) => ({
      actor,
      verb,
      outcome: expected(actor, verb, rules),
      hint: HINTS[expected(actor, verb, rules)],
    })),
  )
  it.each(cases)(`$actor $hint $verb a row of the owner`, async ({ actor, verb, outcome }) => {
    expect(await attempt(actor, verb, table, rules)).toBe(outcome)
  })
})

describe('feature_flags', () => {
  it.each(ACTORS)('%s can read them', async (actor) => {
    await asService((sql) =>
      sql.query(`insert into public.feature_flags (key) values ('journal') on conflict do nothing`),
    )
    expect(await as(actor, (sql) => sql.count('select from public.feature_flags'))).toBeGreaterThan(0)
  })
  it.each([
    `insert into public.feature_flags (key) values ('mine')`,
    `update public.feature_flags set enabled = true`,
    `delete from public.feature_flags`,
  ])('nobody but the service can run: %s', async (statement) => {
    for (const actor of ['owner', 'stranger', 'anonymous'] as const)
      expect(await failureOf(as(actor, (sql) => sql.query(statement)))).toBe('42501')
    expect(await failureOf(as('service', (sql) => sql.query(statement)))).toBe(null)
  })
})

describe('hrm_rules', () => {
  const rule = `insert into public.hrm_rules
    (rule_code, rule_name, hierarchy_level, applies_to_entity_types, rule_type, rule_config)
    values ('MINE_001', 'Mine', 'task', '{task}', 'constraint', '{
      "method": "dependencies", "none_score": 0.5, "blocked_boost": -0.8, "ready_boost": 0.3, "cascade": true, "most_named": 2}')`
  it.each(['owner', 'stranger', 'service'] as const)('%s can read them', async (actor) => {
    expect(await as(actor, (sql) => sql.count('select rule_code from public.hrm_rules'))).toBeGreaterThan(0)
  })
  it('anonymous cannot read them, and nobody but the service reads who made one', async () => {
    expect(
      await failureOf(as('anonymous', (sql) => sql.query('select rule_code from public.hrm_rules'))),
    ).toBe('42501')
    expect(await failureOf(as('owner', (sql) => sql.query('select created_by from public.hrm_rules')))).toBe(
      '42501',
    )
  })
  it.each([rule, `update public.hrm_rules set base_weight = 1`, `delete from public.hrm_rules`])(
    'no person can run: %s',
    async (statement) => {
      for (const actor of ['owner', 'stranger', 'anonymous'] as const)
        expect(await failureOf(as(actor, (sql) => sql.query(statement)))).toBe('42501')
    },
  )
  it('the service adds and tunes them', async () => {
    const tuned = await as('service', async (sql) => {
      await sql.query(rule)
      return sql.count(`update public.hrm_rules set base_weight = 0.6 where rule_code = 'MINE_001'`)
    })
    expect(tuned).toBe(1)
  })
})

describe('these rules', () => {
  it('cover every table and every policy there is', async () => {
    const policies = await asDatabase((sql) =>
      sql.query<{ tablename: string; cmd: string }>(
        `select tablename, cmd from pg_policies where schemaname = 'public' and tablename !~ '^(organization|ai_(?!settings|egress))'`,
      ),
    )
    const commands: Record<Verb, string> = {
      read: 'SELECT',
      add: 'INSERT',
      change: 'UPDATE',
      delete: 'DELETE',
    }
    const covered = Object.entries(RULES).flatMap(([table, { owner }]) =>
      owner.map((verb) => `${table} ${commands[verb]}`),
    )
    covered.push('feature_flags SELECT', 'hrm_rules SELECT')
    expect(policies.map(({ tablename, cmd }) => `${tablename} ${cmd}`).sort()).toEqual(covered.sort())
  })
})
