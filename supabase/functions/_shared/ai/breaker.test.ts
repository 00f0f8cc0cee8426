import { expect, test } from 'vitest'
import { withMemo, type Breaker, type BreakerOutcome, type Permission } from './breaker.ts'

/** A breaker that says what it is told to and counts who asks. */
function scripted(...answers: Permission[]) {
  const asked: string[] = []
  const told: BreakerOutcome[] = []
  const breaker: Breaker = {
    allows: (provider, model) => {
      asked.push(`${provider}/${model}`)
      return Promise.resolve(answers.shift() ?? 'closed')
    },
    report: ({ outcome }) => {
      told.push(outcome)
      return Promise.resolve()
    },
  }
  return { breaker, asked, told }
}

test('the database is asked once a second for each model', async () => {
  let now = 0
  const { breaker, asked } = scripted('closed', 'open')
  const memo = withMemo(breaker, () => now)
  expect(await memo.allows('a', 'x')).toBe('closed')
  now = 999
  expect(await memo.allows('a', 'x')).toBe('closed')
  expect(await memo.allows('a', 'y')).toBe('open')
  expect(asked).toEqual(['a/x', 'a/y'])
  now = 1_000
  await memo.allows('a', 'x')
  expect(asked).toHaveLength(3)
})

test('leave to probe is given to one caller and not remembered', async () => {
  const { breaker } = scripted('probe', 'open')
  const memo = withMemo(breaker, () => 0)
  expect(await memo.allows('a', 'x')).toBe('probe')
  expect(await memo.allows('a', 'x')).toBe('open')
})

test('what one has seen oneself is not overlooked for a second', async () => {
  const { breaker, told } = scripted('closed', 'open')
  const memo = withMemo(breaker, () => 0)
  await memo.allows('a', 'x')
  await memo.report({ provider: 'a', model: 'x', outcome: 'fatal', isProbe: false })
  expect(await memo.allows('a', 'x')).toBe('open')
  expect(told).toEqual(['fatal'])
})

test('a breaker that cannot be reached stops nobody', async () => {
  const down = () => Promise.reject(new Error('no database'))
  const memo = withMemo({ allows: down, report: down })
  expect(await memo.allows('a', 'x')).toBe('closed')
  await memo.report({ provider: 'a', model: 'x', outcome: 'success', isProbe: false })
})
