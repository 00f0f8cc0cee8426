import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { asAnonymous, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { readLife } from './life.ts'
import {
  fill,
  onboardingState,
  openTask,
  personWithSample,
  remove,
  SAMPLE_TABLES,
  undo,
} from './sample-life.ts'

test('a series that was kept goes on: the next run belongs to the sample, and leaves with it', async () => {
  const person = await personWithSample()
  const run = await openTask(person, 'Run the river loop')
  await asUser(person, (sql) => sql.query(`update tasks set status = 'completed' where id = $1`, [run]))
  const series = await asUser(person, (sql) =>
    sql.query(
      `select occurrence, status, is_sample from tasks where name = 'Run the river loop' order by occurrence`,
    ),
  )
  expect(series).toEqual(
    Array.from({ length: 8 }, (_, index) => ({
      occurrence: index + 1,
      status: index < 7 ? 'completed' : 'todo',
      is_sample: true,
    })),
  )
  expect(await remove(person)).toBe(157)
  expect(Object.values(await readLife(person)).flat()).toEqual([])
  expect(await onboardingState(person)).toBe('started')
})

/** A person who has settled in between the sample rows, with everything of their own that touches them. */
async function settleIn() {
  const user_id = await createUser()
  await asUser(user_id, (sql) => insert(sql, 'labels', { user_id, name: 'Errands' }))
  await fill(user_id)
  const mri = await openTask(user_id, 'Book the MRI follow-up')
  const drill = await openTask(user_id, 'Get the drill back from Emil')
  return asUser(user_id, async (sql) => {
    const add = (table: string, row: Row) => insert(sql, table, { user_id, ...row })
    const sampleId = (table: string, name: string) =>
      sql.one<{ id: string }>(`select id from ${table} where name = $1`, [name]).then(({ id }) => id)

    const area = await add('areas', {
      name: 'Choir',
      pillar_id: await sampleId('pillars', 'Family and friends'),
    })
    const project = await add('projects', {
      name: 'Fix the boat',
      area_id: await sampleId('areas', 'Movement'),
    })
    const inSample = await add('tasks', {
      name: 'Buy a belt',
      project_id: await sampleId('projects', 'Paint the kitchen'),
    })
    const below = await add('tasks', { name: 'Measure it', parent_task_id: inSample.id })
    const underSample = await add('tasks', { name: 'Ask about contrast dye', parent_task_id: mri })
    await sql.query('update tasks set project_id = $1 where id = $2', [project.id, drill])
    const underMoved = await add('tasks', { name: 'Bring him cake', parent_task_id: drill })
    await add('task_dependencies', { task_id: underMoved.id, depends_on_task_id: mri })
    await add('task_labels', { task_id: inSample.id, label_id: await sampleId('labels', 'calls') })
    await add('resources', {
      task_id: mri,
      path: `${user_id}/knee.pdf`,
      original_filename: 'knee.pdf',
      mime_type: 'application/pdf',
      size_bytes: 10,
    })
    return { user_id, ids: [area, project, inSample, below, underSample, underMoved].map((row) => row.id) }
  })
}

test('removing the sample takes nothing of the person along', async () => {
  const { user_id, ids } = await settleIn()
  const [area, project, inSample, below, underSample, underMoved] = ids
  await remove(user_id)
  const life = await readLife(user_id)

  expect(life.pillars).toEqual([])
  expect(life.areas).toMatchObject([{ id: area, pillar_id: null }])
  expect(life.projects).toMatchObject([{ id: project, area_id: null }])
  const places = life.tasks!.map((task) => [task.id, task.project_id, task.parent_task_id])
  expect(new Set(places)).toEqual(
    new Set([
      [inSample, null, null],
      [below, null, inSample],
      [underSample, null, null],
      [underMoved, project, null],
    ]),
  )
  expect(life.resources).toMatchObject([{ original_filename: 'knee.pdf', task_id: null }])
  // "calls" came with the sample and is worn by a task of theirs now; "Errands" was theirs from the start.
  expect(new Set(life.labels!.map((label) => label.name))).toEqual(new Set(['Errands', 'calls']))
  expect(life.task_labels).toMatchObject([{ task_id: inSample }])
  expect(SAMPLE_TABLES.flatMap((table) => life[table]!).filter((row) => row.is_sample)).toEqual([])
})

test('a label the person had before is not mixed into the sample', async () => {
  const { user_id } = await settleIn()
  const life = await readLife(user_id)
  const own = life.labels!.find((label) => label.name === 'Errands')!
  expect(life.task_labels!.filter((worn) => worn.label_id === own.id)).toEqual([])
})

test('undoing the removal brings back the sample and every place in it', async () => {
  const { user_id } = await settleIn()
  const before = await readLife(user_id)
  const batch = randomUUID()
  await remove(user_id, { batch })
  expect(await undo(user_id, batch)).toMatchObject({ conflicts: [] })
  expect(await readLife(user_id)).toEqual(before)
  expect(await onboardingState(user_id)).toBe('sample')
})

test('a sample that was removed can be had again', async () => {
  const person = await personWithSample()
  expect(await remove(person)).toBe(156)
  expect(await remove(person)).toBe(0)
  expect(await fill(person)).toBe(156)
})

test('somebody who is already under way keeps their state', async () => {
  const person = await createUser()
  await asUser(person, (sql) => sql.query(`update user_profiles set onboarding_state = 'done'`))
  await fill(person)
  expect(await onboardingState(person)).toBe('done')
  await remove(person)
  expect(await onboardingState(person)).toBe('done')
})

test('filling and removing stay in the account of the caller, and nobody does it without one', async () => {
  const neighbour = await personWithSample()
  const life = await readLife(neighbour)
  const person = await personWithSample()
  await remove(person)
  expect(await readLife(neighbour)).toEqual(life)
  expect(await failureOf(asAnonymous((sql) => sql.query('select fill_sample_life()')))).toBe('42501')
  expect(await failureOf(asAnonymous((sql) => sql.query('select remove_sample_life()')))).toBe('42501')
})
