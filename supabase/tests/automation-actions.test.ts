import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, insert, pool } from './as-user.ts'
import {
  addOverdue,
  day,
  night,
  proposalsOf,
  runNight,
  switchOn,
  taskOf,
  trustOf,
  unlock,
} from './automation-nights.ts'

let person: string
beforeEach(async () => {
  person = await createUser({ time_zone: 'UTC' })
  await switchOn(person)
  await unlock(person)
})

const run = (sql: string, values: unknown[] = []) => asUser(person, (session) => session.query(sql, values))
const undo = (batch: unknown) => run('select public.undo_batch($1)', [batch])
const notices = () => run(`select title, body, channels from public.notifications where type = 'automation'`)
const steps = () =>
  run(`select id, change_count, undone_by_batch_id from public.change_batches where source = 'automation'`)

describe('a category that has earned it', () => {
  it('acts in one step of the history, and says so', async () => {
    const tasks = [await addOverdue(person, 'Pay rent', 2), await addOverdue(person, 'Ring Mum', 3)]
    expect(await runNight([person], 1)).toEqual({ noted: 0, acted: 2, failed: 0 })
    const proposed = await proposalsOf(person)
    for (const { id } of tasks) {
      const proposal = proposed.find(({ task_id }) => task_id === id)
      expect(proposal).toMatchObject({ acted: true, outcome: null })
      expect(await taskOf(person, id)).toMatchObject({ due_on: proposal!.to_value })
    }
    const [step] = await steps()
    expect(await steps()).toHaveLength(1)
    expect(step).toMatchObject({ change_count: 2 })
    expect(new Set(proposed.map(({ batch_id }) => batch_id))).toEqual(new Set([step!.id]))
    expect(await notices()).toEqual([
      {
        title: 'Automatic: 2 tasks moved',
        body: '"Pay rent", "Ring Mum". You can take it back in one step.',
        channels: ['browser'],
      },
    ])
  })

  it('speaks German to who does', async () => {
    await run(`update public.user_profiles set locale = 'de'`)
    await addOverdue(person, 'Miete')
    await runNight([person], 1)
    expect(await notices()).toMatchObject([
      {
        title: 'Automatisch: 1 Aufgabe verschoben',
        body: '„Miete“. Du kannst es in einem Schritt zurücknehmen.',
      },
    ])
  })

  it('acts once, however often the night is run', async () => {
    await addOverdue(person, 'Pay rent')
    await Promise.all([runNight([person], 1), runNight([person], 1), runNight([person], 1)])
    await runNight([person], 1)
    expect(await steps()).toHaveLength(1)
    expect(await notices()).toHaveLength(1)
  })

  it('is right about what stands for three days', async () => {
    await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: null }])
    await runNight([person], 4)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'agreed' }])
    expect((await trustOf(person))!.credit).toBeCloseTo(1.05)
  })

  it('is right about what was done since, as it was about what was undone and done again', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    const [step] = await steps()
    await undo(step!.id)
    await run('select public.redo_batch($1)', [step!.id])
    await run(`update public.tasks set status = 'completed', completed_at = now() where id = $1`, [id])
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'agreed' }])
  })

  it('is wrong about what is undone: all goes back at once, and nothing is done again', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await undo((await steps())[0]!.id)
    expect(await taskOf(person, id)).toMatchObject({ due_on: day(-2) })
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'undone' }])
    expect((await trustOf(person))!.credit).toBeCloseTo(0.05)
    expect(await taskOf(person, id)).toMatchObject({ due_on: day(-2) })
  })

  it('is wrong about what the person moves elsewhere, or deletes', async () => {
    const [moved, deleted] = [await addOverdue(person, 'Pay rent'), await addOverdue(person, 'Ring Mum')]
    await runNight([person], 1)
    await run('update public.tasks set due_on = $2 where id = $1', [moved.id, day(40)])
    await run('delete from public.tasks where id = $1', [deleted.id])
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'disagreed' }, { outcome: 'disagreed' }])
  })

  it('falls back by itself when it was wrong too often, and then only watches', async () => {
    for (const name of ['One', 'Two']) await addOverdue(person, name)
    await runNight([person], 1)
    await undo((await steps())[0]!.id)
    const { id } = await addOverdue(person, 'Three')
    expect(await runNight([person], 2)).toEqual({ noted: 1, acted: 0, failed: 0 })
    expect(await trustOf(person)).toMatchObject({ state: 'shadow', recent: [], credit: 0, demotions: 1 })
    expect(await taskOf(person, id)).toMatchObject({ due_on: day(-2) })
  })

  it('acts no more from the moment that more is asked of it', async () => {
    await addOverdue(person, 'Pay rent')
    await run('update public.automation_settings set reschedule_overdue_threshold = 0.98')
    expect(await runNight([person], 1)).toEqual({ noted: 1, acted: 0, failed: 0 })
    expect(await trustOf(person)).toMatchObject({ state: 'shadow', threshold: 0.98, credit: 0 })
  })

  it('leaves alone what is changed while the night is under way', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    const scene = await asDatabase(
      (sql) =>
        sql.one<{ scene: { snapshot: { data_version: string } } }>(
          'select scene from private.automation_scenes(array[$1::uuid])',
          [person],
        ),
      { now: night(1) },
    )
    await run('update public.tasks set due_on = $2 where id = $1', [id, day(-1)])
    const proposal = {
      ...{ category: 'reschedule_overdue', task_id: id, task_name: 'Pay rent', evidence: {}, acted: true },
      ...{ from_value: day(-2), to_value: day(5) },
    }
    const { rows } = await pool.query('select private.save_automation_night($1, $2) as saved', [
      person,
      JSON.stringify({
        data_version: scene.scene.snapshot.data_version,
        ...{ categories: [], outcomes: [], proposals: [proposal] },
      }),
    ])
    expect(rows).toEqual([{ saved: { status: 'stale', noted: 0, acted: 0 } }])
    expect(await taskOf(person, id)).toMatchObject({ due_on: day(-1) })
    expect(await steps()).toEqual([])
  })
})

describe('filing', () => {
  it('puts a task into the project whose tasks it resembles, with its sub-tasks, and back with one undo', async () => {
    await run('update public.automation_settings set file_task = true')
    await unlock(person, 0.9, 1, 'file_task')
    const [project, task] = await asUser(person, async (sql) => {
      const garden = await insert(sql, 'projects', { user_id: person, name: 'Garden' })
      for (const name of ['Water the tomatoes', 'Plant tomatoes', 'Mow the lawn'])
        await insert(sql, 'tasks', { user_id: person, project_id: garden.id, name })
      const loose = await insert(sql, 'tasks', { user_id: person, name: 'Tomatoes' })
      await insert(sql, 'tasks', { user_id: person, name: 'Buy string', parent_task_id: loose.id })
      return [garden, loose]
    })
    expect(await runNight([person], 1)).toEqual({ noted: 0, acted: 1, failed: 0 })
    const loose = () => run(`select project_id from public.tasks where name in ('Tomatoes', 'Buy string')`)
    expect(await loose()).toEqual([{ project_id: project.id }, { project_id: project.id }])
    expect(await notices()).toMatchObject([{ title: 'Automatic: 1 task filed' }])
    await undo((await steps())[0]!.id)
    expect(await loose()).toEqual([{ project_id: null }, { project_id: null }])
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ task_id: task.id, outcome: 'undone' }])
  })
})
