import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type InsightsAnswer, insightsAnswerSchema } from '../../shared/hrm/request.ts'
import type { ErrorBody } from '../../shared/error.ts'
import { meet } from '../../stack/test-people.ts'
import { addTask, type Visitor, visit } from './assistant.ts'

type Asker = Pick<Visitor, 'token'>

const post = (body: unknown, token?: string) =>
  fetch(`${inject('stack').apiUrl}/functions/v1/insights`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

async function ask({ token }: Asker, body: object = { scope: 'global' }): Promise<InsightsAnswer> {
  const response = await post(body, token)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return insightsAnswerSchema.parse(await response.json())
}

async function refusal(body: unknown, token?: string) {
  const response = await post(body, token)
  const { code } = (await response.json()) as ErrorBody
  return { status: response.status, code }
}

const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)

describe('the insights of a life', () => {
  let person: Visitor

  beforeAll(async () => {
    person = await visit()
    await person.client.rpc('fill_sample_life').throwOnError()
  })

  it('are there with their receipts when the rules have run', async () => {
    const { insights, source } = await ask(person)
    expect(source).toBe('rules')
    expect(insights.length).toBeGreaterThan(3)
    const { data: stored } = await person.client
      .from('insights')
      .select('id, evidence, run_id')
      .throwOnError()
    for (const { id } of insights) expect(stored.map((row) => row.id)).toContain(id)
  })

  it('are given again while nothing has changed, and worked out anew when something has', async () => {
    const first = await ask(person)
    const again = await ask(person)
    expect(again).toMatchObject({ source: 'cache', run_id: first.run_id })

    const task = await addTask(person, { name: 'File the taxes', due_on: yesterday, priority: 'high' })
    const after = await ask(person)
    expect(after.source).toBe('rules')
    expect(JSON.stringify(after.insights)).toContain('File the taxes')

    await person.client.from('tasks').delete().eq('id', task).throwOnError()
    const { insights } = await ask(person)
    expect(insights.filter((insight) => insight['entity_id'] === task)).toEqual([])
  })

  it('are worked out anew when somebody insists', async () => {
    const { run_id } = await ask(person)
    const insisted = await ask(person, { scope: 'global', force_model: true })
    expect(insisted.source).toBe('rules')
    expect(insisted.run_id).not.toBe(run_id)
  })

  it('of one task say why it has its place, and leave the others as they are', async () => {
    await ask(person)
    const before = await person.client.from('insights').select('id').eq('is_active', true).throwOnError()
    const task = await addTask(person, { name: 'Renew the passport', due_on: yesterday })
    const { insights } = await ask(person, { scope: { entity_type: 'task', entity_id: task } })
    expect(insights).not.toEqual([])
    for (const insight of insights) expect(insight['entity_id']).toBe(task)
    const after = await person.client.from('insights').select('id').eq('is_active', true).throwOnError()
    expect(after.data.map(({ id }) => id)).toEqual(expect.arrayContaining(before.data.map(({ id }) => id)))
  })

  it('of a task that a look at everything said nothing of explain its place, and then are kept', async () => {
    const task = await addTask(person, { name: 'Paint the shed some day' })
    const everything = await ask(person)
    expect(everything.insights.filter((insight) => insight['entity_id'] === task)).toEqual([])
    const scope = { entity_type: 'task', entity_id: task }
    const asked = await ask(person, { scope })
    expect(asked.source).toBe('rules')
    expect(asked.insights.map(({ subject }) => subject)).toContain(`priority:task:${task}`)
    expect(await ask(person, { scope })).toMatchObject({ source: 'cache', run_id: asked.run_id })
    // A later look at everything ends what only that question asked for.
    await ask(person, { scope: 'global', force_model: true })
    expect((await ask(person, { scope })).insights).not.toEqual([])
  })

  it('name nothing that nobody may read', async () => {
    await addTask(person, { name: 'Call the clinic', due_on: yesterday, reading_level: 'nobody' })
    const { insights } = await ask(person)
    expect(JSON.stringify(insights)).not.toContain('Call the clinic')
  })
})

describe('a request for insights', () => {
  it.each([
    ['without a scope', {}],
    ['with a scope that is none', { scope: 'everything' }],
    ['about a row without its kind', { scope: { entity_id: randomUUID() } }],
    ['about a row whose id is none', { scope: { entity_type: 'task', entity_id: '1' } }],
    ['with a field that nobody knows', { scope: 'global', user_id: randomUUID() }],
    ['in a depth that there is not', { scope: 'global', depth: 'bottomless' }],
  ])('%s is refused', async (_, body) => {
    const { token } = await visit()
    expect(await refusal(body, token)).toEqual({ status: 422, code: 'INVALID_INPUT' })
  })

  it('that is no JSON is refused', async () => {
    const { token } = await visit()
    expect((await refusal('{', token)).status).toBe(400)
  })

  it('of nobody is refused', async () => {
    expect((await refusal({ scope: 'global' })).status).toBe(401)
    expect((await refusal({ scope: 'global' }, 'forged.token.here')).status).toBe(401)
  })

  it("about a stranger's task finds none", async () => {
    const [owner, stranger] = [await visit(), await visit()]
    const task = await addTask(owner, { name: 'Mine' })
    const scope = { entity_type: 'task', entity_id: task }
    expect(await refusal({ scope }, stranger.token)).toEqual({ status: 404, code: 'NOT_FOUND' })
  })

  it.each(['pillar', 'area', 'project', 'task'])(
    'about some %s that there is not finds none',
    async (entity_type) => {
      const { token } = await visit()
      const response = await post({ scope: { entity_type, entity_id: randomUUID() } }, token)
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({
        ...{ code: 'NOT_FOUND', message: `There is no such ${entity_type}.` },
      })
    },
  )

  it('comes too often after twenty in a minute', async () => {
    const { client } = await meet()
    const { data } = await client.auth.getSession()
    const { token } = { token: data.session!.access_token }
    const answers: Response[] = []
    for (let n = 0; n < 21; n++) answers.push(await post({ scope: 'global' }, token))
    expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(answers[20]!.status).toBe(429)
    expect(Number(answers[20]!.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
