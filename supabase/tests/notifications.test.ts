import { beforeEach, describe, expect, it } from 'vitest'
import { asService, asUser, createUser, failureOf, insert } from './as-user.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const notify = (row = {}) =>
  asService((sql) =>
    insert(sql, 'notifications', { user_id: person, type: 'task_due', title: 'Today: run', ...row }),
  )

describe('a notice from the app', () => {
  it('is marked read and deleted by its person, who changes nothing else', async () => {
    await notify()
    await asUser(person, (sql) => sql.query('update public.notifications set is_read = true'))
    for (const column of ['title', 'body', 'type', 'task_id', 'scheduled_for', 'user_id'])
      expect(
        await failureOf(
          asUser(person, (sql) => sql.query(`update public.notifications set ${column} = ${column}`)),
        ),
      ).toBe('42501')
    expect(await asUser(person, (sql) => sql.count('delete from public.notifications'))).toBe(1)
  })

  it('goes with the task it speaks of', async () => {
    const task = await asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'Run' }))
    await notify({ task_id: task.id })
    await asUser(person, (sql) => sql.query('delete from public.tasks'))
    expect(await asUser(person, (sql) => sql.count('select from public.notifications'))).toBe(0)
  })

  it('speaks of nothing that belongs to somebody else', async () => {
    const stranger = await createUser()
    const task = await asUser(stranger, (sql) => insert(sql, 'tasks', { user_id: stranger, name: 'Run' }))
    expect(await failureOf(notify({ task_id: task.id }))).toBe('23503')
  })

  it.each([
    { type: 'spam' },
    { priority: 'huge' },
    { channels: [] },
    { channels: ['pigeon'] },
    { title: '' },
  ])('is refused with %j', async (row) => {
    expect(await failureOf(notify(row))).toBe('23514')
  })
})
