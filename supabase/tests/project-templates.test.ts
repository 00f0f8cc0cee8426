import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type RequestOptions, type Row } from './as-user.ts'
import { readLife } from './life.ts'

const NOW = '2026-11-21T09:00:00Z'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], options?: RequestOptions) =>
  asUser(person, work, { now: NOW, ...options })
const add = (table: string, row: Row) => as((sql) => insert(sql, table, { user_id: person, ...row }))
const addTemplate = (content: unknown) =>
  add('project_templates', { name: 'Race', content: JSON.stringify(content) })

const call = (name: string, values: Row, options?: RequestOptions) =>
  as(
    async (sql) =>
      (
        await sql.one<{ id: string }>(
          `select public.${name}(${Object.keys(values).map((key, index) => `${key} => $${index + 1}`)}) as id`,
          Object.values(values),
        )
      ).id,
    options,
  )
const save = (p_project_id: unknown, p_name?: string) =>
  call('save_project_as_template', { p_project_id, ...(p_name && { p_name }) })
const create = (p_template_id: unknown, more: Row = {}, options?: RequestOptions) =>
  call('create_project_from_template', { p_template_id, ...more }, options)

const byName = (rows: Row[] | undefined, project_id: unknown) =>
  Object.fromEntries(
    rows!.filter((row) => row.project_id === project_id).map((row) => [String(row.name), row]),
  )

/** A project with everything a template keeps. */
async function plantProject() {
  const area = await add('areas', { name: 'Fitness' })
  const project = await add('projects', {
    name: 'Run 10 km',
    area_id: area.id,
    description: 'Slowly',
    icon: '👟',
    priority: 'high',
    importance: 5,
    deadline_on: '2026-10-11',
  })
  const plan = await add('tasks', {
    name: 'Plan',
    project_id: project.id,
    due_on: '2026-10-01',
    sort_order: 1,
  })
  const run = await add('tasks', {
    name: 'Run',
    project_id: project.id,
    description: 'Along the river',
    start_on: '2026-10-02',
    due_on: '2026-10-03',
    due_time: '07:00',
    deadline_on: '2026-10-10',
    duration_minutes: 40,
    priority: 'urgent',
    category: 'routine',
    energy: 'high',
    recurrence_rule: 'FREQ=WEEKLY',
    sub_task_completion_required: true,
    sort_order: 2,
  })
  await add('tasks', { name: 'Stretch', parent_task_id: run.id })
  const label = await add('labels', { name: 'outside' })
  await add('task_labels', { task_id: run.id, label_id: label.id })
  await add('task_dependencies', { task_id: run.id, depends_on_task_id: plan.id })
  return { area, project, plan, run, label }
}

describe('a project that is kept as a template', () => {
  it('can be made again, as it was, from another day on', async () => {
    const { area, project, label } = await plantProject()
    const made = await create(await save(project.id), { p_area_id: area.id, p_start_on: '2027-03-01' })
    const life = await readLife(person)
    expect(life.projects!.find(({ id }) => id === made)).toMatchObject({
      name: 'Run 10 km',
      area_id: area.id,
      description: 'Slowly',
      icon: '👟',
      priority: 'high',
      importance: 5,
      deadline_on: '2027-03-11',
      status: 'not_started',
    })
    const tasks = byName(life.tasks, made)
    expect(Object.keys(tasks).sort()).toEqual(['Plan', 'Run', 'Stretch'])
    expect(tasks.Plan).toMatchObject({ due_on: '2027-03-01', status: 'todo' })
    expect(tasks.Run).toMatchObject({
      description: 'Along the river',
      start_on: '2027-03-02',
      due_on: '2027-03-03',
      due_time: '07:00:00',
      deadline_on: '2027-03-10',
      duration_minutes: 40,
      priority: 'urgent',
      category: 'routine',
      energy: 'high',
      recurrence_rule: 'FREQ=WEEKLY',
      sub_task_completion_required: true,
      series_id: tasks.Run!.id,
      occurrence: 1,
    })
    expect(tasks.Stretch).toMatchObject({ parent_task_id: tasks.Run!.id })
    expect(life.labels).toHaveLength(1)
    expect(life.task_labels!.find(({ task_id }) => task_id === tasks.Run!.id)).toMatchObject({
      label_id: label.id,
    })
    expect(life.task_dependencies!.find(({ task_id }) => task_id === tasks.Run!.id)).toMatchObject({
      depends_on_task_id: tasks.Plan!.id,
    })
  })

  it('has open tasks though the project was done, and one of each series', async () => {
    const { project, plan, run } = await plantProject()
    const complete = (id: unknown) =>
      as((sql) =>
        sql.query(`update public.tasks set status = 'completed' where id = $1 or parent_task_id = $1`, [id]),
      )
    await as((sql) => sql.query(`update public.tasks set status = 'completed' where name = 'Stretch'`))
    await complete(plan.id)
    await complete(run.id)
    const template = await save(project.id, 'Races')
    const made = await create(template)
    const tasks = (await readLife(person)).tasks!.filter(({ project_id }) => project_id === made)
    expect(tasks.map(({ name, status }) => `${String(name)} ${String(status)}`).sort()).toEqual([
      'Plan todo',
      'Run todo',
      'Stretch todo',
    ])
    expect((await readLife(person)).project_templates).toMatchObject([{ id: template, name: 'Races' }])
  })

  it('leaves an instance that was edited alone as its series', async () => {
    const { project, run } = await plantProject()
    await as((sql) => sql.query(`select public.edit_series($1, 'one', '{"name": "Race"}')`, [run.id]))
    const made = await create(await save(project.id))
    expect(Object.keys(byName((await readLife(person)).tasks, made)).sort()).toEqual([
      'Plan',
      'Run',
      'Stretch',
    ])
  })

  it('starts today unless told, in no area, and brings the labels it needs', async () => {
    const template = await addTemplate({
      tasks: [
        { key: 'a', name: 'Call', due_day: 2, labels: ['calls', 'Calls', 'home'] },
        { key: 'b', parent: 'a', name: 'Find the number', priority: null },
      ],
    })
    const made = await create(template.id, { p_name: 'Ring' })
    const life = await readLife(person)
    expect(life.projects).toMatchObject([{ id: made, name: 'Ring', area_id: null }])
    expect(byName(life.tasks, made)).toMatchObject({
      Call: { due_on: '2026-11-23', priority: 'medium' },
      'Find the number': { due_on: null },
    })
    expect(life.labels!.map(({ name }) => String(name).toLowerCase()).sort()).toEqual(['calls', 'home'])
    expect(life.task_labels).toHaveLength(2)
  })

  it('is one step, and making a project of it another, which can be undone and redone', async () => {
    const { project } = await plantProject()
    const template = await save(project.id)
    const before = await readLife(person)
    const batch = randomUUID()
    await create(template, {}, { batch })
    const after = await readLife(person)
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
    await as((sql) => sql.query('select public.redo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(after)
  })

  it('of somebody else is not there, nor is their project or area', async () => {
    const { area, project } = await plantProject()
    const template = await save(project.id)
    person = await createUser()
    const own = await addTemplate({ tasks: [] })
    expect(await failureOf(create(template))).toBe('PT404')
    expect(await failureOf(save(project.id))).toBe('PT404')
    expect(await failureOf(create(own.id, { p_area_id: area.id }))).toBe('23503')
  })
})

describe('the content of a template', () => {
  const task = { key: 'a', name: 'x' }
  it.each([
    ['no object', []],
    ['no tasks', {}],
    ['an unknown field', { tasks: [], owner: 'me' }],
    ['a bad priority', { tasks: [], priority: 'huge' }],
    ['a bad importance', { tasks: [], importance: 6 }],
    ['a task that is text', { tasks: ['x'] }],
    ['a task without a key', { tasks: [{ name: 'x' }] }],
    ['a task without a name', { tasks: [{ key: 'a', name: ' ' }] }],
    ['a key twice', { tasks: [task, task] }],
    ['an owner', { tasks: [{ ...task, user_id: randomUUID() }] }],
    [
      'a parent after its sub-task',
      {
        tasks: [
          { ...task, parent: 'b' },
          { key: 'b', name: 'y' },
        ],
      },
    ],
    ['a task under itself', { tasks: [{ ...task, parent: 'a' }] }],
    ['half a day', { tasks: [{ ...task, due_day: 1.5 }] }],
    ['a day in text', { tasks: [{ ...task, due_day: '1' }] }],
    ['a day far away', { tasks: [{ ...task, due_day: 100_000 }] }],
    ['a time without a day', { tasks: [{ ...task, due_time: '10:00' }] }],
    ['a bad time', { tasks: [{ ...task, due_day: 1, due_time: '25:00' }] }],
    ['a bad rule', { tasks: [{ ...task, due_day: 1, recurrence_rule: 'often' }] }],
    ['a bad duration', { tasks: [{ ...task, duration_minutes: 0 }] }],
    ['bad labels', { tasks: [{ ...task, labels: [''] }] }],
    ['a switch in text', { tasks: [{ ...task, sub_task_completion_required: 'yes' }] }],
    ['a blocker that is not there', { tasks: [{ ...task, waits_for: ['z'] }] }],
    [
      'tasks that wait in a circle',
      {
        tasks: [
          { ...task, waits_for: ['b'] },
          { key: 'b', name: 'y', waits_for: ['a'] },
        ],
      },
    ],
  ])('is refused with %s', async (_, content) => {
    expect(await failureOf(addTemplate(content))).toBe('22023')
  })
})

describe('the templates to begin with', () => {
  it.each([
    ['en', 'Learn something new'],
    ['de', 'Etwas Neues lernen'],
  ])('come once, in the language of the person (%s), and can be used', async (locale, name) => {
    await as((sql) => sql.query('update public.user_profiles set locale = $1', [locale]))
    expect(await call('add_starter_templates', {})).toBe(6)
    expect(await call('add_starter_templates', {})).toBe(0)
    const templates = (await readLife(person)).project_templates!
    expect(templates.map((template) => template.name)).toContain(name)
    for (const { id } of templates) {
      const made = await create(id)
      const tasks = (await readLife(person)).tasks!.filter(({ project_id }) => project_id === made)
      expect(tasks).toHaveLength(5)
      for (const one of tasks) expect(Number(one.duration_minutes)).toBeGreaterThan(0)
    }
  })
})
