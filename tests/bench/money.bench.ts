import { HELD, crossThreshold, openAccount, runStorm } from '../money-storm.ts'
import { report, time, withStack } from './harness.ts'

/** What it costs to never overspend: the two transactions around a call of a model, and what holds under many at once. */
const ROUNDS = 300
const WARM_UP = 30
// Less than the people together may spend, so that the limit of the installation is met as well.
const SYSTEM_CAP = HELD * 120

await withStack(async ({ connection }) => {
  const account = await openAccount(connection.dbUrl)
  const samples: number[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const person = account.people[(round + WARM_UP) % account.people.length]!
    const taken = await time(() => account.reserveAndSettle(person))
    if (round >= 0) samples.push(taken)
  }
  await account.sql.end()
  const storm = await runStorm(connection.dbUrl, 200, SYSTEM_CAP)
  const { alerts, notices } = await crossThreshold(connection.dbUrl, 100)

  console.log(`${storm.reserved} of 200 requests at once were let through, ${storm.refused} did not fit`)
  report(
    'Money: reserve and settle around a call, 50 people',
    [{ name: 'reserve + settle', samples, target: 25 }],
    [
      { name: 'over any limit, at any time', value: storm.overLimit, unit: ' nano-USD', atMost: 0 },
      { name: 'holds left after the sweep', value: storm.holdsLeft, unit: '', atMost: 0 },
      { name: 'billed less booked', value: Math.abs(storm.ledgerDifference), unit: ' nano-USD', atMost: 0 },
      { name: 'counters that differ from the ledger', value: storm.drifting, unit: '', atMost: 0 },
      {
        name: 'alerts beyond the first, 100 settlements at once',
        value: Math.abs(alerts - 1),
        unit: '',
        atMost: 0,
      },
      { name: 'notices beyond the first', value: Math.abs(notices - 1), unit: '', atMost: 0 },
    ],
  )
})
