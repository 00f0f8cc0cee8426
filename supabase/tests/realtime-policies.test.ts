import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  asAnonymous,
  asDatabase,
  asService,
  asUser,
  createUser,
  failureOf,
  insert,
  type Session,
} from './as-user.ts'

type Extension = 'broadcast' | 'presence'

let person: string
let stranger: string

beforeEach(async () => {
  ;[person, stranger] = [await createUser(), await createUser()]
})

const setTopic = (sql: Session, topic: string) =>
  sql.query(`select set_config('realtime.topic', $1, true)`, [topic])

/** What the Realtime server asks when a channel is joined: is a message of this kind on the topic visible? */
async function mayListen(
  who: string | null,
  topic: string,
  extension: Extension = 'broadcast',
): Promise<boolean> {
  const id = randomUUID()
  return asDatabase(
    async (sql) => {
      await sql.query('insert into realtime.messages (id, topic, extension) values ($1, $2, $3)', [
        id,
        topic,
        extension,
      ])
      await setTopic(sql, topic)
      const role = who ? 'authenticated' : 'anon'
      await sql.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
        role,
        JSON.stringify({ role, ...(who && { sub: who }) }),
      ])
      return (await sql.count('select from realtime.messages where id = $1', [id])) === 1
    },
    { rollback: true },
  )
}

/** What the Realtime server asks at the first message of a client. */
async function maySend(
  who: string | null,
  topic: string,
  extension: Extension = 'broadcast',
): Promise<boolean> {
  const write = async (sql: Session) => {
    await setTopic(sql, topic)
    await sql.query('insert into realtime.messages (topic, extension) values ($1, $2)', [topic, extension])
  }
  const code = await failureOf(
    who ? asUser(who, write, { rollback: true }) : asAnonymous(write, { rollback: true }),
  )
  if (code !== null && code !== '42501') throw new Error(code)
  return code === null
}

const KINDS = ['plan', 'insights', 'assistant', 'timeline']

describe('a person', () => {
  it.each(KINDS)('listens to their own topic "%s", nobody else does', async (kind) => {
    const topic = `user:${person}:${kind}`
    for (const extension of ['broadcast', 'presence'] as const) {
      expect(await mayListen(person, topic, extension)).toBe(true)
      expect(await mayListen(stranger, topic, extension)).toBe(false)
      expect(await mayListen(null, topic, extension)).toBe(false)
    }
  })

  it('listens to announcements, and shows no presence there', async () => {
    expect(await mayListen(person, 'system:announcements')).toBe(true)
    expect(await mayListen(person, 'system:announcements', 'presence')).toBe(false)
    expect(await mayListen(null, 'system:announcements')).toBe(false)
  })

  it.each([
    ['an unknown kind', () => `user:${person}:secrets`],
    ['everything', () => `user:${person}:%`],
    ['a longer one', () => `user:${person}:plan:more`],
    ['a shorter one', () => `user:${person}`],
    ['another scope', () => `room:${person}:plan`],
    ['other capitals', () => `USER:${person}:plan`],
    ['nobody', () => 'user::plan'],
    ['no name', () => ''],
  ])('does not listen to a topic of %s', async (_, topic) => {
    expect(await mayListen(person, topic())).toBe(false)
  })

  it('shows their presence on their own plan, and nowhere else', async () => {
    expect(await maySend(person, `user:${person}:plan`, 'presence')).toBe(true)
    expect(await maySend(person, `user:${person}:timeline`, 'presence')).toBe(false)
    expect(await maySend(person, 'system:announcements', 'presence')).toBe(false)
    expect(await maySend(stranger, `user:${person}:plan`, 'presence')).toBe(false)
    expect(await maySend(null, `user:${person}:plan`, 'presence')).toBe(false)
  })

  it.each([...KINDS.map((kind) => [kind]), ['announcements']])(
    'sends no message, not even to their own "%s"',
    async (kind) => {
      const topic = kind === 'announcements' ? 'system:announcements' : `user:${person}:${kind}`
      expect(await maySend(person, topic)).toBe(false)
      expect(await maySend(null, topic)).toBe(false)
    },
  )

  it('cannot send through the functions of Realtime either', async () => {
    const topic = `user:${stranger}:plan`
    await asUser(person, (sql) =>
      sql.query(`select realtime.send('{"forged": true}', 'changed', $1, true)`, [topic]),
    )
    const forged = await asDatabase((sql) =>
      sql.count(`select from realtime.messages where payload ? 'forged'`),
    )
    expect(forged).toBe(0)
  })

  it('cannot change or delete what was sent', async () => {
    await asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'Run' }))
    const run = (statement: string) =>
      asUser(person, async (sql) => {
        await setTopic(sql, `user:${person}:plan`)
        return sql.count(statement)
      })
    expect(await run(`update realtime.messages set payload = '{}'`)).toBe(0)
    expect(await failureOf(run('delete from realtime.messages'))).toBe('42501')
  })
})

describe('a change of the plan', () => {
  interface Message {
    topic: string
    event: string
    private: boolean
    extension: string
    payload: { table: string; operation: string; ids: string[] | null; batch_id: string; source: string }
  }
  const messages = (who: string) =>
    asDatabase((sql) =>
      sql.query<Message>(
        `select topic, event, private, extension, payload - 'id' as payload from realtime.messages
        where topic like $1 and payload ->> 'table' <> 'user_profiles' order by inserted_at, ctid`,
        [`user:${who}:%`],
      ),
    )

  it('is told to its owner, with ids and never with content', async () => {
    const batch = randomUUID()
    const task = await asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'Secret' }), {
      batch,
      source: 'voice',
    })
    expect(await messages(person)).toEqual([
      {
        topic: `user:${person}:plan`,
        event: 'changed',
        private: true,
        extension: 'broadcast',
        payload: { table: 'tasks', operation: 'INSERT', ids: [task.id], batch_id: batch, source: 'voice' },
      },
    ])
    expect(await messages(stranger)).toEqual([])
  })

  it('is one message for each statement, however many rows', async () => {
    await asUser(person, async (sql) => {
      await sql.query(
        `insert into public.tasks (user_id, name) select $1, 'Task' from generate_series(1, 100) n`,
        [person],
      )
      await sql.query(
        `insert into public.tasks (user_id, name) select $1, 'Task' from generate_series(1, 101) n`,
        [person],
      )
      await sql.query('delete from public.tasks')
      await sql.query('delete from public.tasks')
    })
    const sent = (await messages(person)).map(({ payload }) => `${payload.operation} ${payload.ids?.length}`)
    // Of one transaction, they have one time.
    expect(sent.sort()).toEqual(['DELETE undefined', 'INSERT 100', 'INSERT undefined'])
  })

  it('goes to each owner apart when the server touches rows of several', async () => {
    await asService((sql) =>
      sql.query(`insert into public.tasks (user_id, name) values ($1, 'a'), ($2, 'b')`, [person, stranger]),
    )
    for (const who of [person, stranger])
      expect(await messages(who)).toMatchObject([{ payload: { ids: [expect.any(String)] } }])
  })

  it('is told for each table a screen shows', async () => {
    const told = await asDatabase((sql) =>
      sql.query<{ name: string }>(`select distinct event_object_table as name from information_schema.triggers
        where trigger_name like '%\\_tell\\_%' order by 1`),
    )
    expect(told.map(({ name }) => name)).toEqual([
      ...[
        'ai_settings',
        'areas',
        'assistant_memories',
        'automation_proposals',
        'automation_settings',
        'automation_trust',
        'chat_messages',
        'chat_threads',
        'focus_sessions',
        'hrm_user_preferences',
        'hrm_weight_changes',
        'insights',
        'labels',
        'notification_preferences',
        'notifications',
        'pillars',
        'project_templates',
        'projects',
        'resources',
        'saved_filters',
        'task_dependencies',
        'task_labels',
        'tasks',
      ],
      'user_profiles',
    ])
  })
})
