import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDatabase, asUser, beginAs, createUser, failureOf, insert, pool } from './as-user.ts'
import { looking } from './life-program.ts'

const TASKS = 4
const DEVICES = 3

/** What a device does to task `a` with task or project `b`. */
interface Deed {
  verb: 'hang under' | 'make free' | 'wait for' | 'wait no more' | 'move' | 'add a sub-task'
  a: number
  b: number
}

const deed: fc.Arbitrary<Deed> = fc.record({
  verb: fc.constantFrom<Deed['verb'][]>(
    'hang under',
    'hang under',
    'make free',
    'wait for',
    'wait for',
    'wait no more',
    'move',
    'add a sub-task',
  ),
  a: fc.nat(TASKS - 1),
  b: fc.nat(TASKS - 1),
})
/** One transaction: its deeds, one after the other. */
const transaction = fc.array(deed, { minLength: 1, maxLength: 3 })
const scene = fc.record({
  devices: fc.array(fc.array(transaction, { minLength: 1, maxLength: 2 }), {
    minLength: 2,
    maxLength: DEVICES,
  }),
  turns: fc.infiniteStream(fc.nat(DEVICES - 1)),
})

interface World {
  person: string
  tasks: string[]
  projects: string[]
}

async function makeWorld(): Promise<World> {
  const person = await createUser()
  return asUser(person, async (sql) => {
    const projects: string[] = []
    const tasks: string[] = []
    for (const name of ['Home', 'Work'])
      projects.push((await insert(sql, 'projects', { user_id: person, name })).id)
    for (let n = 0; n < TASKS; n++) {
      tasks.push(
        (await insert(sql, 'tasks', { user_id: person, name: `Task ${n}`, project_id: projects[n % 2] })).id,
      )
    }
    return { person, tasks, projects }
  })
}

function statement({ tasks, projects, person }: World, { verb, a, b }: Deed): [string, unknown[]] {
  switch (verb) {
    case 'hang under':
      return ['update public.tasks set parent_task_id = $2 where id = $1', [tasks[a], tasks[b]]]
    case 'make free':
      return ['update public.tasks set parent_task_id = null where id = $1', [tasks[a]]]
    case 'wait for':
      return [
        'insert into public.task_dependencies (user_id, task_id, depends_on_task_id) values ($1, $2, $3)',
        [person, tasks[a], tasks[b]],
      ]
    case 'wait no more':
      return ['delete from public.task_dependencies where task_id = $1', [tasks[a]]]
    case 'move':
      return ['update public.tasks set project_id = $2 where id = $1', [tasks[a], projects[b % 2]]]
    case 'add a sub-task':
      return [
        `insert into public.tasks (user_id, parent_task_id, name) values ($1, $2, 'Sub')`,
        [person, tasks[a]],
      ]
  }
}

// A refusal is fine: of a circle, of a doubled dependency, or of one of two transactions that wait for each other.
const REFUSALS = ['23514', '23505', '40P01']

let clients: (pg.PoolClient & { processID?: number })[]

beforeAll(async () => {
  clients = await Promise.all(Array.from({ length: DEVICES }, () => pool.connect()))
})
afterAll(() => clients.forEach((client) => client.release()))

/** One device that works through its transactions, one deed per turn. */
class Device {
  private queue: (() => Promise<unknown>)[] = []
  private running: Promise<void> | null = null
  /** What went wrong that is no refusal. */
  failure: unknown
  readonly client: pg.PoolClient & { processID?: number }

  constructor(client: pg.PoolClient, world: World, transactions: Deed[][]) {
    this.client = client
    for (const deeds of transactions) {
      let isRefused = false
      this.queue.push(() => beginAs(client, 'authenticated', world.person))
      for (const one of deeds) {
        this.queue.push(async () => {
          if (isRefused) return
          const code = await failureOf(client.query(...statement(world, one)))
          if (code === null) return
          expect(REFUSALS).toContain(code)
          isRefused = true
        })
      }
      this.queue.push(() => client.query(isRefused ? 'rollback' : 'commit'))
    }
  }

  get isIdle() {
    return this.running === null
  }
  get isDone() {
    return this.isIdle && this.queue.length === 0
  }

  /** Takes the next turn. @returns when it is over, or waits for a lock that another device holds */
  async takeTurn(): Promise<void> {
    const turn = this.queue.shift()!
    this.running = turn()
      .catch((error: unknown) => {
        this.failure ??= error
        this.queue = []
      })
      .then(() => {
        this.running = null
      })
    while (!this.isIdle && !(await this.isBlocked())) await new Promise(setImmediate)
  }

  async finish(): Promise<void> {
    await this.running
  }

  private async isBlocked(): Promise<boolean> {
    const { blocked } = await asDatabase((sql) =>
      sql.one<{ blocked: boolean }>('select cardinality(pg_blocking_pids($1)) > 0 as blocked', [
        this.client.processID,
      ]),
    )
    return blocked
  }
}

async function play(devices: Device[], turns: Iterator<number>): Promise<void> {
  while (!devices.every((device) => device.isDone)) {
    const ready = devices.filter((device) => device.isIdle && !device.isDone)
    // Whoever waits for a lock goes on when the holder ends, or when Postgres breaks the circle.
    if (ready.length === 0)
      await Promise.race(devices.filter((device) => !device.isIdle).map((device) => device.finish()))
    else await ready[turns.next().value % ready.length]!.takeTurn()
  }
  for (const { failure } of devices) if (failure) throw failure
}

/** Tasks that come back to themselves by parents or by dependencies, and sub-tasks away from their parent's project. */
const readFaults = (person: string) =>
  asDatabase((sql) =>
    sql.query(
      `with recursive edges (kind, source, target) as (
        select 'parent', id, parent_task_id from public.tasks where user_id = $1 and parent_task_id is not null
        union all
        select 'dependency', task_id, depends_on_task_id from public.task_dependencies where user_id = $1
      ),
      reach (kind, source, target) as (
        select * from edges
        union
        select reach.kind, reach.source, edges.target from reach join edges on edges.kind = reach.kind and edges.source = reach.target
      )
      select kind || ' circle' as fault from reach where source = target
      union all
      select 'strayed from its parent' from public.tasks sub join public.tasks parent
        on parent.user_id = sub.user_id and parent.id = sub.parent_task_id
      where sub.user_id = $1 and sub.project_id is distinct from parent.project_id`,
      [person],
    ),
  )

describe('however the transactions of several devices interleave', () => {
  it('no task ever waits for itself or lies under itself, and sub-tasks stay with their parents', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ devices, turns }) => {
        const world = await makeWorld()
        await play(
          devices.map((transactions, index) => new Device(clients[index]!, world, transactions)),
          turns[Symbol.iterator](),
        )
        expect(await readFaults(world.person)).toEqual([])
      }),
      looking(40),
    )
  })
})

describe('a circle', () => {
  it('is refused in dependencies, however long', async () => {
    const { person, tasks } = await makeWorld()
    const wait = (a: number, b: number) =>
      failureOf(
        asUser(person, (sql) =>
          insert(sql, 'task_dependencies', {
            user_id: person,
            task_id: tasks[a],
            depends_on_task_id: tasks[b],
          }),
        ),
      )
    expect(await wait(0, 0)).toBe('23514')
    expect(await wait(0, 1)).toBe(null)
    expect(await wait(1, 0)).toBe('23514')
    expect(await wait(1, 2)).toBe(null)
    expect(await wait(2, 3)).toBe(null)
    expect(await wait(3, 0)).toBe('23514')
    expect(await wait(0, 3)).toBe(null)
  })

  it('is refused in dependencies that are changed, and in several added at once', async () => {
    const { person, tasks } = await makeWorld()
    const run = (text: string, values: unknown[]) =>
      failureOf(asUser(person, (sql) => sql.query(text, values)))
    const add =
      'insert into public.task_dependencies (user_id, task_id, depends_on_task_id) values ($1, $2, $3), ($1, $3, $4)'
    expect(await run(add, [person, tasks[0], tasks[1], tasks[0]])).toBe('23514')
    expect(await run(add, [person, tasks[0], tasks[1], tasks[2]])).toBe(null)
    expect(
      await run('update public.task_dependencies set depends_on_task_id = $1 where task_id = $2', [
        tasks[0],
        tasks[1],
      ]),
    ).toBe('23514')
  })

  it('is refused in sub-tasks, however deep', async () => {
    const { person, tasks } = await makeWorld()
    const hang = (a: number, b: number) =>
      failureOf(
        asUser(person, (sql) =>
          sql.query('update public.tasks set parent_task_id = $2 where id = $1', [tasks[a], tasks[b]]),
        ),
      )
    expect(await hang(0, 0)).toBe('23514')
    expect(await hang(1, 0)).toBe(null)
    expect(await hang(2, 1)).toBe(null)
    expect(await hang(0, 2)).toBe('23514')
  })
})

describe('a sub-task', () => {
  it('goes where its parent goes, with everything below it', async () => {
    const { person, tasks, projects } = await makeWorld()
    const places = async () =>
      (
        await asUser(person, (sql) =>
          sql.query<{ project_id: string | null }>('select project_id from public.tasks order by name'),
        )
      ).map(({ project_id }) => project_id)
    await asUser(person, async (sql) => {
      await sql.query('update public.tasks set parent_task_id = $2 where id = $1', [tasks[1], tasks[0]])
      await sql.query('update public.tasks set parent_task_id = $2 where id = $1', [tasks[2], tasks[1]])
    })
    expect(await places()).toEqual([projects[0], projects[0], projects[0], projects[1]])
    await asUser(person, (sql) =>
      sql.query('update public.tasks set project_id = $2 where id = $1', [tasks[0], projects[1]]),
    )
    expect(await places()).toEqual([projects[1], projects[1], projects[1], projects[1]])
    await asUser(person, (sql) =>
      sql.query('update public.tasks set project_id = null where id = $1', [tasks[0]]),
    )
    expect(await places()).toEqual([null, null, null, projects[1]])
    // A task that brings sub-tasks of its own and gets a parent.
    await asUser(person, (sql) =>
      sql.query('update public.tasks set parent_task_id = $2 where id = $1', [tasks[0], tasks[3]]),
    )
    expect(await places()).toEqual([projects[1], projects[1], projects[1], projects[1]])
  })

  it('cannot be sent to another project than its parent', async () => {
    const { person, tasks, projects } = await makeWorld()
    await asUser(person, (sql) =>
      sql.query('update public.tasks set parent_task_id = $2 where id = $1', [tasks[1], tasks[0]]),
    )
    await asUser(person, (sql) =>
      sql.query('update public.tasks set project_id = $2 where id = $1', [tasks[1], projects[1]]),
    )
    expect(await readFaults(person)).toEqual([])
  })
})
