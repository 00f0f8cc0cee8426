import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import pg from 'pg'
import type { StackConnection } from '../../stack/start.ts'
import { report, withStack } from './harness.ts'
import type { ListenerMessage, ListenTask } from './realtime-listeners.ts'

/**
 * How soon a committed change reaches the person's device, through the whole stack: trigger, WAL, Realtime, gateway.
 * 200 sockets listen to their own plan and to the announcements; every tenth change is an announcement. Beside it the
 * soonest that Postgres tells anybody anything: LISTEN on the same commits.
 */
const SOCKETS = 200
const CHANGES_PER_SECOND = 50
const SECONDS = 20
/** What has not arrived by then is lost. */
const GRACE_MS = 2_000
const ANNOUNCEMENT = 'system:announcements'

interface Change {
  id: string
  receivers: number
  /** Just before COMMIT is sent, in nanoseconds. */
  committedAt: bigint
}

await withStack(async ({ connection }) => {
  const admin = new pg.Pool({ connectionString: connection.adminDbUrl, max: 4 })
  const people = await addPeople(admin)
  const notified = await listenToNotifications(connection)
  const listeners = await startListeners(connection, people)
  const beganAt = performance.now()

  const changes: Promise<Change>[] = []
  for (let number = 0; number < CHANGES_PER_SECOND * SECONDS; number++) {
    const isAnnouncement = number % 10 === 9
    changes.push(commit(admin, isAnnouncement ? null : people[number % SOCKETS]!))
    await pause(beganAt + ((number + 1) * 1000) / CHANGES_PER_SECOND - performance.now())
  }
  const made = await Promise.all(changes)
  await pause(GRACE_MS)
  const { arrivals, closed } = await collect(listeners)
  const expected = made.reduce((sum, { receivers }) => sum + receivers, 0)
  const delays = (kind: (change: Change) => boolean, seen: { id: string; at: string }[]) => {
    const byId = new Map(made.filter(kind).map((change) => [change.id, change.committedAt]))
    return seen.flatMap(({ id, at }) => (byId.has(id) ? [Number(BigInt(at) - byId.get(id)!) / 1e6] : []))
  }

  report(
    `Realtime: commit to client, ${SOCKETS} sockets, ${CHANGES_PER_SECOND} changes/s for ${SECONDS} s`,
    [
      { name: 'own plan', samples: delays(({ receivers }) => receivers === 1, arrivals), target: 100 },
      {
        name: `announcement to ${SOCKETS}`,
        samples: delays(({ receivers }) => receivers > 1, arrivals),
        target: 100,
      },
      { name: 'LISTEN/NOTIFY, for comparison', samples: delays(() => true, notified.seen) },
    ],
    [
      { name: 'lost messages', value: expected - arrivals.length, unit: '', atMost: 0 },
      { name: 'lost connections', value: closed, unit: '', atMost: 0 },
    ],
  )
  listeners.kill()
  await notified.stop()
  await admin.end()
})

async function addPeople(admin: pg.Pool): Promise<string[]> {
  const people = Array.from({ length: SOCKETS }, () => randomUUID())
  await admin.query(
    `insert into auth.users (id, email) select id, id || '@example.test' from unnest($1::uuid[]) as person (id)`,
    [people],
  )
  return people
}

/** Adds a task of the person, or an announcement, in a transaction of its own. */
async function commit(admin: pg.Pool, person: string | null): Promise<Change> {
  const id = randomUUID()
  const client = await admin.connect()
  try {
    await client.query('begin')
    if (person)
      await client.query('insert into public.tasks (user_id, id, name) values ($1, $2, $3)', [
        person,
        id,
        'A task',
      ])
    else await client.query('select realtime.send($1, $2, $3)', [{ id }, 'announced', ANNOUNCEMENT])
    await client.query(`select pg_notify('bench', $1)`, [id])
    const committedAt = process.hrtime.bigint()
    await client.query('commit')
    return { id, receivers: person ? 1 : SOCKETS, committedAt }
  } finally {
    client.release()
  }
}

async function listenToNotifications({ adminDbUrl }: StackConnection) {
  const seen: { id: string; at: string }[] = []
  const client = new pg.Client(adminDbUrl)
  await client.connect()
  client.on('notification', ({ payload }) =>
    seen.push({ id: payload!, at: process.hrtime.bigint().toString() }),
  )
  await client.query('listen bench')
  return { seen, stop: () => client.end() }
}

async function startListeners(connection: StackConnection, people: string[]): Promise<ChildProcess> {
  const secret = new TextEncoder().encode(connection.jwtSecret)
  const task: ListenTask = {
    url: connection.apiUrl,
    publishableKey: connection.publishableKey,
    people: await Promise.all(
      people.map(async (person) => ({
        topics: [`user:${person}:plan`, ANNOUNCEMENT],
        token: await new SignJWT({ role: 'authenticated' })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject(person)
          .setExpirationTime('1h')
          .sign(secret),
      })),
    ),
  }
  const file = fileURLToPath(new URL('./realtime-listeners.ts', import.meta.url))
  const child = fork(file, { execArgv: ['--import', 'tsx'] })
  child.send(task)
  await answer(child)
  return child
}

async function collect(child: ChildProcess) {
  child.send('collect')
  const message = await answer(child)
  if (message.kind !== 'arrivals') throw new Error('The listeners did not answer')
  return message
}

async function answer(child: ChildProcess): Promise<ListenerMessage> {
  const failed = once(child, 'exit').then(() => {
    throw new Error('The listeners ended')
  })
  const [message] = (await Promise.race([once(child, 'message'), failed])) as [ListenerMessage]
  return message
}
