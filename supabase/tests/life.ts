import { randomUUID } from 'node:crypto'
import { asDatabase, asService, asUser, insert, type Row } from './as-user.ts'

/** The tables that make up a plan, parents first. */
export const PLAN_TABLES = [
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
] as const

/** What the rules found out, what was said to it, and what was learned. */
const plantInsight = (user_id: string) =>
  asService(async (sql) => {
    const run = await insert(sql, 'hrm_runs', { user_id, trigger: 'person' })
    const insight = await insert(sql, 'insights', {
      ...{ user_id, run_id: run.id, subject: 'empty:global', rule_code: 'GENERATOR_EMPTY' },
      ...{
        entity_type: 'global',
        insight_type: 'recommendation',
        title: 'A beginning',
        summary: 'Add a pillar.',
      },
      ...{
        confidence: 0.9,
        impact: 0.9,
        evidence: { rules: [], parameters: {}, rows: [], n: 0, values: [] },
        source_tables: ['pillars'],
      },
    })
    await insert(sql, 'hrm_feedback_log', {
      ...{ user_id, insight_id: insight.id, feedback_type: 'insight_helpful' },
      ...{ entity_type: 'global', insight_type: 'recommendation' },
    })
    await insert(sql, 'hrm_weight_changes', {
      ...{ user_id, rule_code: 'DEPENDENCY_CHECK_001', before: 0.7, after: 0.75 },
    })
    return insight
  })

/** An automation that has earned nothing yet, and what it would have done. */
const plantAutomation = (user_id: string) =>
  asService(async (sql) => {
    await insert(sql, 'automation_trust', { user_id, category: 'file_task', threshold: 0.9 })
    await insert(sql, 'automation_proposals', {
      ...{ user_id, category: 'file_task', task_id: randomUUID(), task_name: 'Run', to_value: randomUUID() },
      ...{ evidence: { rules: [], parameters: {}, rows: [], n: 0, values: [] }, acted: false },
    })
  })

/** One row in each table that a person can own, with the ids of those rows. */
export async function plantLife(user_id: string) {
  const organization = await asUser(user_id, (sql) => insert(sql, 'organizations', { user_id, name: 'Us' }))
  const thread = await asService(async (sql) => {
    await insert(sql, 'notifications', { user_id, type: 'task_due', title: 'Today: run' })
    await insert(sql, 'push_subscriptions', {
      ...{ user_id, endpoint: `https://push.example/${user_id}` },
      ...{ p256dh: 'B'.repeat(87), auth_secret: 'a'.repeat(22) },
    })
    const chat = await insert(sql, 'chat_threads', { user_id, title: 'Running' })
    const said = { user_id, thread_id: chat.id, interaction_id: randomUUID() }
    await insert(sql, 'chat_messages', { ...said, role: 'user', text: 'When do I run?' })
    await insert(sql, 'ai_egress', {
      ...{ user_id, interaction_id: said.interaction_id, provider: 'openai', host: 'api.openai.com' },
      ...{ model: 'gpt-6-luna', sent_bytes: 14, body: 'When do I run?' },
    })
    return chat
  })
  const insight = await plantInsight(user_id)
  await plantAutomation(user_id)
  return asUser(user_id, async (sql) => {
    const add = (table: string, row: Row) => insert(sql, table, { user_id, ...row })
    const pillar = await add('pillars', { name: 'Health' })
    const area = await add('areas', { name: 'Fitness', pillar_id: pillar.id })
    const project = await add('projects', { name: 'Run 10 km', area_id: area.id })
    const task = await add('tasks', { name: 'Run', project_id: project.id })
    const subTask = await add('tasks', { name: 'Find the shoes', parent_task_id: task.id })
    const label = await add('labels', { name: 'outside' })
    const taskLabel = await add('task_labels', { task_id: task.id, label_id: label.id })
    const dependency = await add('task_dependencies', { task_id: task.id, depends_on_task_id: subTask.id })
    const resource = await add('resources', {
      path: `${user_id}/plan.pdf`,
      original_filename: 'plan.pdf',
      mime_type: 'application/pdf',
      size_bytes: 10,
      task_id: task.id,
    })
    const filter = await add('saved_filters', { name: 'Calls', query: '@calls & today' })
    const template = await add('project_templates', { name: 'Race' })
    const session = await add('focus_sessions', { task_id: task.id })
    const memory = await add('assistant_memories', { text: 'I run in the morning' })
    await sql.query('insert into public.ai_settings (user_id) values ($1)', [user_id])
    await sql.query('insert into public.hrm_user_preferences (user_id) values ($1)', [user_id])
    await sql.query('insert into public.notification_preferences (user_id) values ($1)', [user_id])
    await sql.query('insert into public.automation_settings (user_id) values ($1)', [user_id])
    await sql.query(
      `insert into public.notification_snoozes values ($1, 'type:recurring_task', '2099-01-01Z')`,
      [user_id],
    )
    const job = await add('imports', {
      id: randomUUID(),
      source: 'todoist',
      file_name: 'a.csv',
      row_count: 1,
    })
    return {
      user_id,
      organization: organization.id,
      pillar: pillar.id,
      area: area.id,
      project: project.id,
      task: task.id,
      subTask: subTask.id,
      label: label.id,
      taskLabel: taskLabel.id,
      dependency: dependency.id,
      resource: resource.id,
      filter: filter.id,
      template: template.id,
      session: session.id,
      memory: memory.id,
      thread: thread.id,
      insight: insight.id,
      import: job.id,
    }
  })
}

export type Life = Awaited<ReturnType<typeof plantLife>>

/** Every row of a person in the given tables, all columns, ordered: two equal answers mean equal lives. */
export async function readLife(
  user_id: string,
  tables: readonly string[] = PLAN_TABLES,
): Promise<Record<string, Row[]>> {
  const parts = tables.map(
    (table) => `select '${table}' as name, to_jsonb(t) as record from public.${table} t where user_id = $1`,
  )
  const rows = await asDatabase((sql) =>
    sql.query<{ name: string; record: Row }>(
      `select name, record from (${parts.join(' union all ')}) life order by name, record ->> 'id'`,
      [user_id],
    ),
  )
  const life: Record<string, Row[]> = Object.fromEntries(tables.map((table) => [table, []]))
  for (const { name, record } of rows) life[name]!.push(record)
  return life
}
