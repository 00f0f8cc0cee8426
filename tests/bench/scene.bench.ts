import { randomUUID } from 'node:crypto'
import { sceneSchema } from '../../shared/assistant/scene.ts'
import { report, time, withStack } from './harness.ts'
import { PersonConnection } from './scale-people.ts'
import { addTasks } from './scene-data.ts'

/**
 * All that the assistant works from, for one person with 10,000 tasks, two in ten of them done, and a project that
 * nobody may read: the time in the database, with the way to here, and how long reading the answer takes.
 */
const TASKS = 10_000
const ROUNDS = 60
const WARM_UP = 6
const SCENE = 'select public.assistant_scene() as scene'

await withStack(async ({ connection }) => {
  const person = randomUUID()
  await addTasks(connection.adminDbUrl, person, TASKS)
  const database = await PersonConnection.open(connection.dbUrl, 'authenticated')
  await database.speakFor(person)
  const samples = { server: [] as number[], fetched: [] as number[], read: [] as number[] }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const server = await database.serverTime(SCENE)
    let answer: unknown
    const fetched = await time(async () => {
      answer = (await database.query<{ scene: unknown }>(SCENE)).rows[0]!.scene
    })
    const read = await time(() => Promise.resolve(sceneSchema.parse(answer)))
    if (round < 0) continue
    samples.server.push(server)
    samples.fetched.push(fetched)
    samples.read.push(read)
  }
  await database.close()
  report(`The scene of the assistant: one person with ${TASKS} tasks`, [
    { name: 'in the database', samples: samples.server, target: 150 },
    { name: 'with the way to here', samples: samples.fetched },
    { name: 'reading the answer', samples: samples.read },
  ])
})
