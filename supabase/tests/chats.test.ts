import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const begin = (row: Row = {}, owner = person) =>
  asService((sql) => insert(sql, 'chat_threads', { user_id: owner, title: 'Move the dentist', ...row }))
const say = (thread: Row, row: Row = {}, owner = person) =>
  asService((sql) =>
    insert(sql, 'chat_messages', {
      ...{ user_id: owner, thread_id: thread.id, role: 'user', text: 'Move it', ...row },
    }),
  )
const proposal = {
  ...{ role: 'assistant', commands: JSON.stringify([{ kind: 'complete' }]), commands_state: 'proposed' },
}
const run = (statement: string, values: unknown[] = [], owner = person) =>
  asUser(owner, (sql) => sql.query(statement, values))
const threads = () =>
  asDatabase((sql) =>
    sql.query<Row>('select * from public.chat_threads where user_id = $1 order by created_at', [person]),
  )

describe('a conversation', () => {
  it('keeps the name its person gave it', async () => {
    await begin()
    await asService((sql) =>
      sql.query(`update public.chat_threads set title = 'Dentist' where user_id = $1`, [person]),
    )
    expect(await threads()).toMatchObject([{ title: 'Dentist', is_titled_by_person: false }])
    await run(`update public.chat_threads set title = 'Teeth'`)
    expect(await threads()).toMatchObject([{ title: 'Teeth', is_titled_by_person: true }])
    expect(await failureOf(run(`update public.chat_threads set title = ' '`))).toBe('23514')
    expect(await failureOf(run(`update public.chat_threads set title = $1`, ['x'.repeat(201)]))).toBe('23514')
  })

  it('never falls back to a lower tier', async () => {
    await begin({ tier: 'execution' })
    for (const tier of ['strategic', 'execution', null]) {
      await asService((sql) =>
        sql.query('update public.chat_threads set tier = $2 where user_id = $1', [person, tier]),
      )
      expect(await threads()).toMatchObject([{ tier: 'strategic' }])
    }
  })

  it('stands where its last message does', async () => {
    const thread = await begin({ last_message_at: '2026-01-01T00:00:00Z' })
    const { created_at } = await say(thread)
    const [{ last_message_at }] = (await threads()) as [Row]
    expect(new Date(String(last_message_at))).toEqual(new Date(String(created_at)))
  })

  it('holds no message of another person', async () => {
    const thread = await begin()
    expect(await failureOf(say(thread, {}, await createUser()))).toBe('23503')
  })

  it('is gone when it is deleted: what was said, what was sent for it, and the answers that are kept', async () => {
    const thread = await begin()
    const interaction_id = randomUUID()
    await say(thread, { interaction_id })
    await asService(async (sql) => {
      const sent = { user_id: person, provider: 'openai', host: 'h', model: 'm', sent_bytes: 1, body: 'b' }
      await insert(sql, 'ai_egress', { ...sent, interaction_id })
      await insert(sql, 'ai_egress', { ...sent, interaction_id: randomUUID() })
      await sql.query(`select public.keep_ai_answer($1, 'k', '{}', 60)`, [person])
      await sql.query(
        `select public.claim_ai_request($1, 'k', 'h', 60), public.claim_ai_request($1, 'other', 'h', 60)`,
        [person],
      )
      await sql.query(`select public.finish_ai_request($1, 'k', $2)`, [person, { thread_id: thread.id }])
    })
    await run('delete from public.chat_threads')
    const left = await asDatabase((sql) =>
      sql.one<Row>(
        `select
          (select count(*) from public.chat_messages where user_id = $1) as messages,
          (select count(*) from public.ai_egress where user_id = $1) as sent,
          (select count(*) from private.ai_answers where user_id = $1) as answers,
          (select array_agg(key) from private.ai_requests where user_id = $1) as keys,
          (select count(*) from public.changes where user_id = $1 and table_name like 'chat_%') as logged`,
        [person],
      ),
    )
    expect(left).toEqual({ messages: 0, sent: 1, answers: 0, keys: ['other'], logged: 0 })
  })
})

describe('a proposal', () => {
  const states = async () =>
    (await run('select commands_state, batch_id from public.chat_messages')) as unknown[]

  it('is decided on by its person, with the step in which it was applied', async () => {
    await say(await begin(), proposal)
    const batch = randomUUID()
    await run(`update public.chat_messages set commands_state = 'applied', batch_id = $1`, [batch])
    expect(await states()).toEqual([{ commands_state: 'applied', batch_id: batch }])
  })

  it('is none where there is none, and stays one where there is one', async () => {
    const thread = await begin()
    expect(await failureOf(say(thread, { commands_state: 'proposed' }))).toBe('23514')
    await say(thread, proposal)
    expect(await failureOf(run(`update public.chat_messages set commands_state = 'none'`))).toBe('22023')
    expect(await failureOf(run(`update public.chat_messages set commands_state = 'done'`))).toBe('23514')
  })
})

describe('searching conversations', () => {
  const search = async (text: string, limit = 20) =>
    (await run('select * from public.search_chats($1, $2)', [text, limit])) as Row[]
  const found = async (text: string) => (await search(text)).map(({ title }) => title)

  beforeEach(async () => {
    const dentist = await begin({ title: 'Dentist' })
    await say(dentist, { text: 'Move the appointment to friday, please' })
    await say(dentist, { role: 'assistant', text: "It's moved: Friday at three." })
    const garden = await begin({ title: 'Garten im Frühling' })
    await say(garden, { text: 'Wann säe ich die Möhren? friday?' })
  })

  it('finds words where they begin, in titles and in what was said, the latest first', async () => {
    expect(await found('fri')).toEqual(['Garten im Frühling', 'Dentist'])
    expect(await found('DENT')).toEqual(['Dentist'])
    expect(await found('früh garten')).toEqual(['Garten im Frühling'])
    expect(await found('möhr')).toEqual(['Garten im Frühling'])
    expect(await found('rday')).toEqual([])
  })

  it('wants all words, and shows the last message that has them', async () => {
    expect(await found('move appointment möhren')).toEqual([])
    const [hit, ...others] = await search('friday moved')
    expect(others).toEqual([])
    expect(hit).toMatchObject({
      title: 'Dentist',
      role: 'assistant',
      snippet: "It's moved: Friday at three.",
    })
    expect(await search('dentist')).toMatchObject([{ message_id: null, snippet: null }])
  })

  it('takes every text as words to look for', async () => {
    for (const text of [
      '',
      '   ',
      `'`,
      '\\',
      `it's`,
      'a & | ! ( :*',
      `'); drop table x; --`,
      '%',
      '\u{1F600}',
    ])
      await search(text)
    expect(await found(`it's`)).toEqual(['Dentist'])
    expect(await found('')).toEqual([])
  })

  it('has a limit, and finds nothing of anybody else', async () => {
    expect(await search('friday', 1)).toHaveLength(1)
    expect(await search('friday', -1)).toHaveLength(0)
    person = await createUser()
    expect(await search('friday')).toEqual([])
  })
})
