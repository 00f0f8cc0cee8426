import { report, median, withStack } from './harness.ts'
import { fillWithScaleData } from './scale-data.ts'
import { PersonConnection, pickPeople } from './scale-people.ts'

/**
 * Today of one person among 1,000 people with 1,000 tasks each: the time the database needs, under row-level security
 * and, in turns with it, for a role that row-level security does not hold back.
 */
const ROUNDS = 300
const WARM_UP = 40
const TODAY = 'select * from public.today_tasks()'

await withStack(async ({ connection }) => {
  await fillWithScaleData(connection.adminDbUrl)
  const people = await pickPeople(connection.adminDbUrl, ROUNDS)
  const guarded = await PersonConnection.open(connection.dbUrl, 'authenticated')
  const open = await PersonConnection.open(connection.dbUrl, 'postgres')
  const samples = { guarded: [] as number[], open: [] as number[] }

  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const person = people.at(round)!
    await guarded.speakFor(person)
    await open.speakFor(person)
    // Who goes first finds the pages cold, so they take turns.
    const isGuardedFirst = round % 2 === 0
    const first = await (isGuardedFirst ? guarded : open).serverTime(TODAY)
    const second = await (isGuardedFirst ? open : guarded).serverTime(TODAY)
    if (round < 0) continue
    samples.guarded.push(isGuardedFirst ? first : second)
    samples.open.push(isGuardedFirst ? second : first)
  }
  await guarded.close()
  await open.close()

  report(
    'Today: one person among 1,000 with 1,000 tasks each, time in the database',
    [
      { name: 'under row-level security', samples: samples.guarded, target: 5 },
      { name: 'without row-level security', samples: samples.open },
    ],
    [
      {
        name: 'with / without, medians',
        value: median(samples.guarded) / median(samples.open),
        unit: ' x',
        atMost: 1.5,
      },
    ],
  )
})
