import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, readLife, type Life } from './life.ts'

const ALL_TABLES = [
  ...['user_profiles', 'pillars', 'areas', 'projects', 'tasks', 'labels', 'task_labels', 'task_dependencies'],
  ...[
    'resources',
    'saved_filters',
    'project_templates',
    'focus_sessions',
    'assistant_memories',
    'ai_settings',
    'ai_egress',
    'hrm_user_preferences',
    'hrm_runs',
    'insights',
    'hrm_feedback_log',
    'hrm_weight_changes',
    'automation_settings',
    'automation_trust',
    'automation_proposals',
    'chat_threads',
    'chat_messages',
    'imports',
    'notifications',
    'notification_deliveries',
    'notification_preferences',
    'notification_snoozes',
    'push_subscriptions',
    'organizations',
    'organization_members',
    'change_batches',
    'changes',
  ],
]

let victim: Life
let attacker: Life

beforeAll(async () => {
  victim = await plantLife(await createUser())
  attacker = await plantLife(await createUser())
})

/** Runs an attack. @returns its SQLSTATE, after making sure that nothing of either person changed */
async function attack(statement: string, values: unknown[] = [], batch?: string): Promise<string | null> {
  const before = await Promise.all([
    readLife(victim.user_id, ALL_TABLES),
    readLife(attacker.user_id, ALL_TABLES),
  ])
  const code = await failureOf(asUser(attacker.user_id, (sql) => sql.query(statement, values), { batch }))
  const after = await Promise.all([
    readLife(victim.user_id, ALL_TABLES),
    readLife(attacker.user_id, ALL_TABLES),
  ])
  expect(after).toEqual(before)
  return code
}

describe('somebody who forges the owner', () => {
  it.each(['pillars', 'areas', 'projects', 'tasks', 'labels', 'project_templates', 'organizations'])(
    'cannot add to the %s of somebody else',
    async (table) => {
      expect(
        await attack(`insert into public.${table} (user_id, name) values ($1, 'x')`, [victim.user_id]),
      ).toBe('42501')
    },
  )
  it.each([
    'pillars',
    'areas',
    'projects',
    'tasks',
    'labels',
    'task_labels',
    'task_dependencies',
    'resources',
    'saved_filters',
    'project_templates',
    'focus_sessions',
    'assistant_memories',
    'ai_settings',
    'hrm_user_preferences',
    'notification_preferences',
    'automation_settings',
    'notification_snoozes',
    'push_subscriptions',
    'chat_threads',
    'chat_messages',
    'organizations',
  ])('cannot give away rows of their %s', async (table) => {
    expect(await attack(`update public.${table} set user_id = $1`, [victim.user_id])).toBe('42501')
  })
  it.each([
    'pillars',
    'areas',
    'projects',
    'tasks',
    'labels',
    'task_labels',
    'task_dependencies',
    'resources',
    'saved_filters',
    'project_templates',
    'focus_sessions',
    'assistant_memories',
    'chat_threads',
    'chat_messages',
    'organizations',
  ])('cannot change the id of rows of their %s', async (table) => {
    expect(await attack(`update public.${table} set id = gen_random_uuid()`)).toBe('42501')
  })
})

describe('somebody who knows the ids of somebody else', () => {
  const references: [table: string, column: string, of: keyof Life, extra: (own: Life) => Row][] = [
    ['areas', 'pillar_id', 'pillar', () => ({ name: 'x' })],
    ['projects', 'area_id', 'area', () => ({ name: 'x' })],
    ['tasks', 'project_id', 'project', () => ({ name: 'x' })],
    ['tasks', 'parent_task_id', 'task', () => ({ name: 'x' })],
    ['task_labels', 'task_id', 'task', (own) => ({ label_id: own.label })],
    ['task_labels', 'label_id', 'label', (own) => ({ task_id: own.subTask })],
    ['task_dependencies', 'task_id', 'task', (own) => ({ depends_on_task_id: own.task })],
    ['task_dependencies', 'depends_on_task_id', 'task', (own) => ({ task_id: own.task })],
    ...(['pillar', 'area', 'project', 'task'] as const).map((noun): (typeof references)[number] => [
      ...(['resources', `${noun}_id`, noun] as const),
      (own) => ({ path: `${own.user_id}/x`, original_filename: 'x', mime_type: 'text/plain', size_bytes: 1 }),
    ]),
    [
      ...(['focus_sessions', 'task_id', 'task'] as const),
      () => ({ started_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:25:00Z' }),
    ],
    [
      ...(['resources', 'previous_version_id', 'resource'] as const),
      (own) => ({ path: `${own.user_id}/x`, original_filename: 'x', mime_type: 'text/plain', size_bytes: 1 }),
    ],
  ]

  it.each(references)('cannot hang a row of their %s under it by %s', async (table, column, of, extra) => {
    const row: Row = { user_id: attacker.user_id, ...extra(attacker), [column]: victim[of] }
    const columns = Object.keys(row)
    const code = await attack(
      `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    )
    expect(code).toBe('23503')
  })

  it.each(references)('cannot move a row of their %s under it by %s', async (table, column, of) => {
    // A task may be refused for more than one reason; what counts is that it stays where it is.
    expect(['23503', '23514']).toContain(
      await attack(`update public.${table} set ${column} = $1`, [victim[of]]),
    )
  })

  it('covers every column that refers to a row of a person', async () => {
    const columns = await asDatabase((sql) =>
      sql.query<{ name: string }>(`
        select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'user_id'
        where c.contype = 'f' and c.connamespace = 'public'::regnamespace
          and has_table_privilege('authenticated', c.conrelid, 'insert')`),
    )
    const tested = references.map(([table, column]) => `${table}.${column}`)
    // Organisations are shared: their members refer to them by rules of their own (organizations, ai-budgets and
    // ai-payers.test.ts).
    const shared = [
      'organization_members.organization_id',
      'ai_budgets.organization_id',
      'ai_settings.organization_id',
    ]
    expect(columns.map(({ name }) => name).sort()).toEqual([...tested, ...shared].sort())
  })

  it('cannot take over an id: the same id under another owner is another row', async () => {
    await asUser(attacker.user_id, (sql) =>
      insert(sql, 'pillars', { id: victim.pillar, user_id: attacker.user_id, name: 'Mine' }),
    )
    expect((await readLife(victim.user_id)).pillars).toMatchObject([{ id: victim.pillar, name: 'Health' }])
    expect(
      await asUser(attacker.user_id, (sql) =>
        sql.count('delete from public.pillars where id = $1', [victim.pillar]),
      ),
    ).toBe(1)
    expect((await readLife(victim.user_id)).pillars).toHaveLength(1)
  })

  it('writes into their own history when they send the batch of somebody else', async () => {
    const batch = randomUUID()
    await asUser(victim.user_id, (sql) => sql.query(`update public.pillars set name = 'Body'`), { batch })
    const before = await readLife(victim.user_id, ALL_TABLES)
    await asUser(attacker.user_id, (sql) => sql.query(`update public.pillars set name = 'Body'`), { batch })
    expect(await readLife(victim.user_id, ALL_TABLES)).toEqual(before)
  })

  it.each(['undo_batch', 'redo_batch'])('cannot call %s on a step of theirs', async (call) => {
    const { id } = await asDatabase((sql) =>
      sql.one<{ id: string }>(
        `select id from public.change_batches where user_id = $1 and source = 'web' order by created_at limit 1`,
        [victim.user_id],
      ),
    )
    expect(['PT404', 'PT409']).toContain(await attack(`select public.${call}($1)`, [id]))
  })

  it('cannot restore a row of theirs, nor read it as it was', async () => {
    expect(await attack(`select public.restore_row('tasks', $1, now())`, [victim.task])).toBe('PT404')
    const seen = await asUser(attacker.user_id, (sql) =>
      sql.query<{ record: Row }>('select record from public.life_as_of(now())'),
    )
    expect(new Set(seen.map(({ record }) => record.user_id))).toEqual(new Set([attacker.user_id]))
  })
})

describe('somebody who wants more than is theirs', () => {
  it.each([
    ['a bigger plan', `update public.user_profiles set tier = 'premium'`],
    ['a higher level', `update public.user_profiles set level = 99`],
    ['points', `update public.user_profiles set total_points = 1000000`],
    ['a second profile', `insert into public.user_profiles (user_id) values (gen_random_uuid())`],
    ['an account without a profile', `delete from public.user_profiles`],
    ['another history', `update public.changes set before = '{}'`],
    ['no history', `delete from public.change_batches`],
    [
      'a step that never was',
      `insert into public.change_batches (user_id, id, source) values ((select auth.uid()), gen_random_uuid(), 'web')`,
    ],
    [
      'a notice from the app',
      `insert into public.notifications (user_id, type, title) values ((select auth.uid()), 'task_due', 'x')`,
    ],
    ['another text in a notice', `update public.notifications set title = 'x'`],
    [
      'a conversation that never was',
      `insert into public.chat_threads (user_id, title) values ((select auth.uid()), 'x')`,
    ],
    ['another answer of the assistant', `update public.chat_messages set text = 'x'`],
    ['another proposal of the assistant', `update public.chat_messages set commands = '[{}]'`],
    ['a better model for a conversation', `update public.chat_threads set tier = 'strategic'`],
    ['an insight of their own', `update public.insights set title = 'x'`],
    ['another receipt', `update public.insights set evidence = '{}'`],
    ['feedback by hand', `update public.hrm_feedback_log set applied_rules = '[]'`],
    ['another weight in the history', `update public.hrm_weight_changes set before = 1`],
    ['another rule for everybody', `update public.hrm_rules set base_weight = 1`],
    ['trust that was never earned', `update public.automation_trust set state = 'unlocked'`],
    ['another outcome of a proposal', `update public.automation_proposals set outcome = 'agreed'`],
    ['a night of the automations', `select private.save_automation_night((select auth.uid()), '{}')`],
    ['the snapshots of others', `select public.hrm_snapshots(array[(select auth.uid())])`],
    ['another record of what was sent', `update public.ai_egress set body = ''`],
    ['the answers that are kept', `select * from private.ai_answers`],
    ['the key of a request', `select public.claim_ai_request((select auth.uid()), 'k', 'h', 60)`],
    ['a feature', `update public.feature_flags set enabled = true`],
    ['to empty a table', `truncate public.tasks`],
    ['the list of accounts', `select * from auth.users`],
    ['to keep triggers still', `set local session_replication_role = replica`],
    ['to write history by hand', `select private.write_changes('tasks', 'insert', '{}')`],
  ])('is refused %s', async (_, statement) => {
    expect(await attack(statement)).toBe('42501')
  })

  it('is refused an import that another person started', async () => {
    expect(await attack('select public.import_chunk($1, $2)', [victim.import, { pillars: [] }])).toBe('PT404')
  })
})

describe('hostile text', () => {
  const injection = `'); drop table public.tasks; --`

  it('is refused when it is ten megabytes long', async () => {
    const title = 'x'.repeat(10 * 1024 * 1024)
    for (const table of ['pillars', 'areas', 'projects', 'tasks', 'labels'])
      expect(
        await attack(`insert into public.${table} (user_id, name) values ((select auth.uid()), $1)`, [title]),
      ).toBe('23514')
    expect(await attack(`update public.tasks set description = $1`, [title])).toBe('23514')
    expect(await attack(`update public.user_profiles set display_name = $1`, [title])).toBe('23514')
  })

  it('is refused when it is empty or only white space', async () => {
    for (const name of ['', '   ', '\t\n'])
      expect(await attack(`update public.tasks set name = $1`, [name])).toBe('23514')
  })

  it('stays text where it looks like SQL, through log, undo and restore', async () => {
    const user_id = await createUser()
    const batch = randomUUID()
    const task = await asUser(user_id, (sql) => insert(sql, 'tasks', { user_id, name: injection }))
    await asUser(
      user_id,
      (sql) => sql.query(`update public.tasks set name = 'safe', description = $1`, [injection]),
      { batch },
    )
    await asUser(user_id, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect((await readLife(user_id)).tasks).toEqual([task])
    await asUser(user_id, (sql) => sql.query('delete from public.tasks'))
    await asUser(user_id, (sql) => sql.query(`select public.restore_row('tasks', $1)`, [task.id]))
    expect((await readLife(user_id)).tasks).toEqual([task])
  })

  it('cannot leave the list of tables it is checked against', async () => {
    for (const table of ['changes', 'organizations', 'pg_class', 'tasks; drop table tasks', '', 'auth.users'])
      expect(await attack('select public.restore_row($1, $2)', [table, attacker.task])).toBe('22023')
  })
})
