import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { readLife } from './life.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const save = (row: Row, batch?: string) =>
  asUser(
    person,
    (sql) =>
      insert(sql, 'saved_filters', { user_id: person, name: 'Calls', query: '@calls & today', ...row }),
    { batch },
  )

describe('a saved filter', () => {
  it('keeps its words as they were typed', async () => {
    const query = '(#Home | @errands) & !p4 & "50 % off"'
    expect(await save({ query })).toMatchObject({ name: 'Calls', query, icon: '🔎' })
  })

  it('has a name of its own, in upper or lower case, for each person', async () => {
    await save({})
    expect(await failureOf(save({ name: 'CALLS' }))).toBe('23505')
    person = await createUser()
    await save({ name: 'CALLS' })
  })

  it.each([
    { name: ' ' },
    { name: 'x'.repeat(101) },
    { query: '' },
    { query: 'x'.repeat(1001) },
    { icon: '' },
  ])('is refused with %j', async (row) => {
    expect(await failureOf(save(row))).toBe('23514')
  })

  it('can be undone, and comes back when it was deleted', async () => {
    const batch = randomUUID()
    const filter = await save({}, batch)
    await asUser(person, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect((await readLife(person)).saved_filters).toEqual([])
    await asUser(person, (sql) => sql.query('select public.redo_batch($1)', [batch]))
    await asUser(person, (sql) => sql.query('delete from public.saved_filters'))
    await asUser(person, (sql) => sql.query(`select public.restore_row('saved_filters', $1)`, [filter.id]))
    expect((await readLife(person)).saved_filters).toEqual([filter])
  })
})
