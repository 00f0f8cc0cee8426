import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asUser, createUser, failureOf, type RequestOptions } from './as-user.ts'
import { readLife } from './life.ts'

const LIVES = ['student', 'entrepreneur', 'employee']
const COUNTED = ['pillars', 'areas', 'projects', 'tasks']

let person: string

beforeEach(async () => {
  person = await createUser()
})

const fill = (life: string | null, options?: RequestOptions) =>
  asUser(
    person,
    async (sql) =>
      (await sql.one<{ answer: object }>('select public.fill_starter_life($1) as answer', [life])).answer,
    { now: '2026-11-21T09:00:00Z', ...options },
  )
const names = async () => {
  const life = await readLife(person)
  return COUNTED.flatMap((table) => life[table]!.map(({ name }) => String(name)))
}

describe('a life to begin with', () => {
  it.each(LIVES)(
    '(%s) has three pillars of three areas, each with a project of three tasks',
    async (life) => {
      expect(await fill(life)).toEqual({ inserted: 48 })
      const rows = await readLife(person)
      expect(COUNTED.map((table) => rows[table]!.length)).toEqual([3, 9, 9, 27])
      expect(rows.tasks!.filter(({ due_on }) => due_on === '2026-11-21')).toHaveLength(3)
      expect(rows.tasks!.some(({ is_sample }) => is_sample)).toBe(false)
      const { onboarding_state } = await asUser(person, (sql) =>
        sql.one('select onboarding_state from public.user_profiles'),
      )
      expect(onboarding_state).toBe('started')
    },
  )

  it.each(LIVES)('(%s) says everything in the language of the person', async (life) => {
    await fill(life)
    const english = await names()
    person = await createUser()
    await asUser(person, (sql) => sql.query(`update public.user_profiles set locale = 'de'`))
    await fill(life)
    const german = await names()
    // Words that are the same in both.
    const shared = ['Feedback', 'Fitness', 'Roadmap']
    expect(german.filter((name) => english.includes(name) && !shared.includes(name))).toEqual([])
    expect(german).toHaveLength(english.length)
  })

  it('comes once, beside what is there already', async () => {
    await fill('student')
    expect(await fill('student')).toEqual({ inserted: 0 })
    expect(await fill('employee')).toEqual({ inserted: 48 })
  })

  it('is one step that can be undone', async () => {
    const before = await readLife(person)
    const batch = randomUUID()
    await fill('employee', { batch })
    await asUser(person, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })

  it('is one of three, and needs an account', async () => {
    for (const life of ['pirate', '', null]) expect(await failureOf(fill(life))).toBe('22023')
    expect(
      await failureOf(asAnonymous((sql) => sql.query(`select public.fill_starter_life('student')`))),
    ).toBe('42501')
  })
})
