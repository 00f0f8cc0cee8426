import { beforeEach, describe, expect, inject, it } from 'vitest'
import { insightsAnswerSchema } from '../../shared/hrm/request.ts'
import { controlFake } from '../../tests/fakes/control.ts'
import { asDatabase } from './as-user.ts'
import { addTask, limitBudget, ownWord, type Visitor, visit } from './assistant.ts'

// Nobody asks again here: whatever happens to an item, the tick does it.

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)
const PATIENCE = { timeout: 40_000, interval: 100 }
const overdue = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)

let person: Visitor
let word: string
let insight: string

beforeEach(async () => {
  person = await visit()
  word = ownWord()
  const task = await addTask(person, { name: `Renew ${word}`, due_on: overdue, priority: 'high' })
  const response = await fetch(`${inject('stack').apiUrl}/functions/v1/insights`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
    body: JSON.stringify({ scope: { entity_type: 'task', entity_id: task }, depth: 'minimal' }),
  })
  insight = insightsAnswerSchema.parse(await response.json()).insights[0]!.id
  await gemini.script({
    when: word,
    text: JSON.stringify({
      insights: [
        {
          ...{ ref: 'i1', primary_insight: `"Renew ${word}" cannot wait.`, hierarchical_connections: [] },
          ...{ confidence_score: 0.9, confidence_reasoning: 'Sure.', recommendations: [], obstacles: [] },
        },
      ],
    }),
  })
})

type State = 'waiting' | 'leased' | 'done' | 'failed'
/** What a request left behind, so many seconds ago. */
const leave = (state: 'waiting' | 'leased', secondsAgo: number, attempts = 1) =>
  asDatabase((sql) =>
    sql.query(
      `insert into private.ai_items (user_id, kind, subject_id, state, attempts, created_at, lease_id, leased_until)
       values ($1, 'insight_phrasing', $2, $3, $5, now() - make_interval(secs => $4),
         case $3 when 'leased' then gen_random_uuid() end,
         case $3 when 'leased' then now() - make_interval(secs => $4) end)`,
      [person.id, insight, state, secondsAgo, attempts],
    ),
  )
const tick = () => asDatabase((sql) => sql.query('select private.tick()'))
const states = () =>
  asDatabase(async (sql) =>
    (
      await sql.query<{ state: State }>('select state from private.ai_items where user_id = $1', [person.id])
    ).map(({ state }) => state),
  )
const jobs = () =>
  asDatabase((sql) =>
    sql.query(`select from pgboss.job where name = 'phrasing' and data ->> 'user_id' = $1`, [person.id]),
  )
const summary = async () => {
  const { data } = await person.client
    .from('insights')
    .select('summary')
    .eq('id', insight)
    .single()
    .throwOnError()
  return data.summary
}
const asked = async () => (await Promise.all([gemini, openAi].map((fake) => fake.bodies(word)))).flat()

describe('what a killed request left for a model', () => {
  it.each([
    ['it had taken', 'leased', 1],
    ['it had only written down', 'waiting', 60],
  ] as const)('is asked by the tick: what %s', async (_, state, secondsAgo) => {
    await leave(state, secondsAgo)
    await tick()
    await expect.poll(states, PATIENCE).toEqual(['done'])
    expect(await summary()).toBe(`"Renew ${word}" cannot wait.`)
    expect(await asked()).toHaveLength(1)
  })

  it('is asked once, however many ticks come at once', async () => {
    await leave('leased', 1)
    await Promise.all([tick(), tick(), tick()])
    await expect.poll(states, PATIENCE).toEqual(['done'])
    await tick()
    expect(await jobs()).toHaveLength(1)
    expect(await asked()).toHaveLength(1)
  })

  it('is left to a request that still works on it', async () => {
    await leave('leased', -60)
    await tick()
    expect(await jobs()).toEqual([])
    expect(await states()).toEqual(['leased'])
  })

  it('is given up after three attempts', async () => {
    await leave('leased', 1, 3)
    await tick()
    await expect.poll(states, PATIENCE).toEqual(['failed'])
    expect(await asked()).toEqual([])
  })

  it('is dropped when its person has switched that off meanwhile', async () => {
    await person.client
      .from('ai_settings')
      .insert({ user_id: person.id, features_off: ['hrm_analysis'] })
      .throwOnError()
    await leave('leased', 1)
    await tick()
    await expect.poll(states, PATIENCE).toEqual(['failed'])
    expect(await asked()).toEqual([])
  })

  it('is not asked without money', async () => {
    await limitBudget(person, 0)
    await leave('leased', 1)
    await tick()
    await expect.poll(states, PATIENCE).toEqual(['failed'])
    expect(await asked()).toEqual([])
  })
})
