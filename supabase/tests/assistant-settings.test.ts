import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { readLife } from './life.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const run = (statement: string, values: unknown[] = [], batch?: string) =>
  asUser(person, (sql) => sql.query(statement, values), { batch })
const rowsOf = async (table: string) => (await readLife(person, [table]))[table]!

describe('a memory', () => {
  const remember = (text: string, batch?: string) =>
    asUser(person, (sql) => insert(sql, 'assistant_memories', { user_id: person, text }), { batch })

  it.each(['', ' ', 'x'.repeat(1001)])('is refused when it says nothing, or too much', async (text) => {
    expect(await failureOf(remember(text))).toBe('23514')
  })

  it('can be undone, changed back, and restored when it was deleted', async () => {
    const memory = await remember('I have no car')
    const batch = randomUUID()
    await run(`update public.assistant_memories set text = 'I have a car'`, [], batch)
    await run('select public.undo_batch($1)', [batch])
    expect(await rowsOf('assistant_memories')).toEqual([memory])
    await run('delete from public.assistant_memories')
    await run(`select public.restore_row('assistant_memories', $1)`, [memory.id])
    expect(await rowsOf('assistant_memories')).toEqual([memory])
  })
})

describe('the AI settings', () => {
  it('are switched, switched back by undo, and switched again by redo', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await run('insert into public.ai_settings (user_id, is_on) values ($1, false)', [person], first)
    await run(`update public.ai_settings set is_on = true, features_off = array['assistant']`, [], second)
    const set = await rowsOf('ai_settings')

    await run('select public.undo_batch($1)', [second])
    expect(await rowsOf('ai_settings')).toMatchObject([{ is_on: false, features_off: [] }])
    await run('select public.undo_batch($1)', [first])
    expect(await rowsOf('ai_settings')).toEqual([])
    await run('select public.redo_batch($1)', [first])
    await run('select public.redo_batch($1)', [second])
    expect(await rowsOf('ai_settings')).toEqual(set)
  })

  it('are one row per person, which stays theirs', async () => {
    await run('insert into public.ai_settings (user_id) values ($1)', [person])
    expect(await failureOf(run('insert into public.ai_settings (user_id) values ($1)', [person]))).toBe(
      '23505',
    )
    const other = await createUser()
    expect(await failureOf(run('update public.ai_settings set user_id = $1', [other]))).toBe('42501')
  })

  it('name features and nothing else', async () => {
    const set = (list: unknown) =>
      failureOf(run('insert into public.ai_settings (user_id, features_off) values ($1, $2)', [person, list]))
    expect(await set([null])).toBe('23514')
    expect(await set(Array.from({ length: 101 }, (_, n) => `f${n}`))).toBe('23514')
    expect(await set(['x'.repeat(5001)])).toBe('23514')
    expect(await set(['assistant', 'insights'])).toBe(null)
  })
})

describe('what was sent', () => {
  it('is kept for 90 days, and can be deleted before', async () => {
    const sent = (created_at: string): Promise<Row> =>
      asService((sql) =>
        insert(sql, 'ai_egress', {
          ...{ user_id: person, interaction_id: randomUUID(), provider: 'openai', host: 'api.openai.com' },
          ...{ model: 'gpt-6-luna', sent_bytes: 2, body: '{}', created_at },
        }),
      )
    await sent('2026-08-22T00:00:00Z')
    const kept = await sent('2026-08-24T00:00:00Z')
    await asDatabase((sql) => sql.query('select private.sweep_ai_leftovers()'), {
      now: '2026-11-21T09:00:00Z',
    })
    expect(await rowsOf('ai_egress')).toEqual([kept])
    await run('delete from public.ai_egress')
    expect(await rowsOf('ai_egress')).toEqual([])
  })
})
