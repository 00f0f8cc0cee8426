import { beforeEach, describe, expect, inject, it } from 'vitest'
import type { Phrasing } from '../../shared/hrm/phrasing.ts'
import { type InsightsAnswer, insightsAnswerSchema } from '../../shared/hrm/request.ts'
import { controlFake } from '../../tests/fakes/control.ts'
import { asDatabase } from './as-user.ts'
import { addTask, limitBudget, ownWord, rowsOf, type Visitor, visit } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)
const PATIENCE = { timeout: 20_000 }
const overdue = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)

let person: Visitor
let word: string
let task: string

beforeEach(async () => {
  person = await visit()
  word = ownWord()
  task = await addTask(person, { name: `Renew ${word}`, due_on: overdue, priority: 'high' })
})

async function ask(body: object = {}): Promise<InsightsAnswer> {
  const response = await fetch(`${inject('stack').apiUrl}/functions/v1/insights`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
    body: JSON.stringify({ scope: { entity_type: 'task', entity_id: task }, force_model: true, ...body }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return insightsAnswerSchema.parse(await response.json())
}

const says = (words: Partial<Phrasing>) =>
  gemini.script({
    when: word,
    text: JSON.stringify({
      insights: [
        {
          ...{ ref: 'i1', primary_insight: `"Renew ${word}" cannot wait.`, hierarchical_connections: [] },
          ...{
            confidence_score: 0.9,
            confidence_reasoning: 'The rules are sure.',
            recommendations: [],
            obstacles: [],
          },
          ...words,
        },
      ],
    }),
  })

interface Item {
  state: string
  cost_nano_usd: number
}
const itemsOf = () =>
  asDatabase((sql) =>
    sql.query<Item>('select state, cost_nano_usd from private.ai_items where user_id = $1', [person.id]),
  )
const untilDone = () =>
  expect.poll(itemsOf, PATIENCE).not.toContainEqual(expect.objectContaining({ state: 'leased' }))
const untilAsked = () =>
  expect
    .poll(async () => {
      const items = await itemsOf()
      return items.length > 0 && items.every(({ state }) => state === 'done' || state === 'failed')
    }, PATIENCE)
    .toBe(true)

const current = async () => {
  const { data } = await person.client
    .from('insights')
    .select('id, summary, confidence, llm_model_used, detailed_reasoning')
    .eq('is_active', true)
    .eq('entity_id', task)
    .throwOnError()
  return data
}

const bodies = async () => (await Promise.all([gemini, openAi].map((fake) => fake.bodies(word)))).flat()

describe('a model that puts insights into words', () => {
  it('comes after the rules have answered, and its words are kept with who said them', async () => {
    await says({ recommendations: [`Do "Renew ${word}" first.`] })
    const { insights, phrasing } = await ask()
    expect(phrasing).toBe('asked')
    const [{ summary: ofRules }] = insights as [InsightsAnswer['insights'][number]]
    await untilAsked()
    const [insight] = await current()
    expect(insight).toMatchObject({ summary: `"Renew ${word}" cannot wait.` })
    expect(insight!.summary).not.toBe(ofRules)
    expect(insight!.llm_model_used).toMatch(/gemini|gpt/)
    expect(insight!.detailed_reasoning).toMatchObject({ recommendations: [`Do "Renew ${word}" first.`] })
  })

  it.each([
    ['a number', 'You have 47 other things to do before this one.'],
    ['a day', 'This has waited since 2019-03-04.'],
    ['a name', 'Ask "Project Thunderbird" about this one first.'],
  ])('that makes up %s is not believed', async (_, primary_insight) => {
    await says({ primary_insight })
    const { insights } = await ask()
    await untilAsked()
    const [insight] = await current()
    expect(insight).toMatchObject({ summary: insights[0]!.summary, llm_model_used: null })
  })

  it('that answers with anything but what was asked for changes no word', async () => {
    await gemini.script(...Array.from({ length: 4 }, () => ({ when: word, text: 'Sure! Here you go.' })))
    await openAi.script(...Array.from({ length: 4 }, () => ({ when: word, text: '<html>' })))
    const { insights } = await ask()
    await untilAsked()
    expect(await current()).toMatchObject([{ summary: insights[0]!.summary, llm_model_used: null }])
  })

  it('is asked once for what several requests want at the same time, and each has its share of the price', async () => {
    await says({})
    await Promise.all([ask(), ask(), ask()])
    await untilAsked()
    expect(await bodies()).toHaveLength(1)
    const booked = await rowsOf<{ cost_nano_usd: number }>(person, 'ai_model_usage_logs')
    const sum = (rows: { cost_nano_usd: number }[]) =>
      rows.reduce((total, row) => total + Number(row.cost_nano_usd), 0)
    expect(sum(booked)).toBeGreaterThan(0)
    expect(sum(await itemsOf())).toBe(sum(booked))
    expect(await rowsOf(person, 'ai_egress')).toHaveLength(1)
  })

  it('sees nothing that only rules may read', async () => {
    await person.client.from('tasks').update({ reading_level: 'rules' }).eq('id', task).throwOnError()
    expect((await ask()).phrasing).toBe('unavailable')
    expect(await bodies()).toEqual([])
  })

  it('is left alone when the person has switched it off', async () => {
    await person.client
      .from('ai_settings')
      .insert({ user_id: person.id, features_off: ['hrm_analysis'] })
      .throwOnError()
    expect((await ask()).phrasing).toBe('off')
    expect(await itemsOf()).toEqual([])
  })

  it('is not asked without money, and the rules answer all the same', async () => {
    await limitBudget(person, 0)
    const { insights } = await ask()
    expect(insights).not.toEqual([])
    await untilAsked()
    expect(await bodies()).toEqual([])
  })

  it('is asked by the next request for what a worker that died has held', async () => {
    await asDatabase((sql) =>
      sql.query(
        `insert into private.ai_items (user_id, kind, subject_id, state, attempts, lease_id, leased_until)
         values ($1, 'insight_phrasing', gen_random_uuid(), 'leased', 3, gen_random_uuid(), now() - interval '1 minute')`,
        [person.id],
      ),
    )
    await says({})
    await ask()
    await untilDone()
    await untilAsked()
    expect((await itemsOf()).map(({ state }) => state).sort()).toEqual(['done', 'failed'])
  })
})
