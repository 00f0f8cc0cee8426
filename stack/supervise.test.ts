import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StackError } from './settings.ts'
import { supervise, type SuperviseOptions } from './supervise.ts'

interface Run {
  number: number
  isStopped: boolean
  die(reason: string): void
  stop(): Promise<void>
}

let runs: Run[]
let gaveUp: StackError | null
let lines: string[]
/** Reasons why the next starts fail; null lets one succeed. */
let failures: (string | null)[]

beforeEach(() => {
  vi.useFakeTimers()
  runs = []
  gaveUp = null
  lines = []
  failures = []
})
afterEach(() => {
  vi.useRealTimers()
})

const watch = (options: Partial<SuperviseOptions<Run>> = {}) =>
  supervise<Run>({
    name: 'Clock',
    async start(onExit) {
      const failure = failures.shift()
      if (failure) throw new Error(failure)
      const run: Run = {
        number: runs.length + 1,
        isStopped: false,
        die: onExit,
        stop: async () => {
          run.isStopped = true
        },
      }
      runs.push(run)
      return run
    },
    onGiveUp: (error) => (gaveUp = error),
    log: (line) => lines.push(line),
    ...options,
  })

describe('a supervised service', () => {
  it('comes back when it dies', async () => {
    const service = await watch()
    runs[0]!.die('Clock was killed')
    await vi.advanceTimersByTimeAsync(100)
    expect(service.current().number).toBe(2)
    expect(lines).toEqual(['Clock was killed; starting Clock again', 'Clock is back'])
  })

  it('is tried again, each time later, while its start fails', async () => {
    const service = await watch()
    failures = ['no memory', 'no memory', null]
    runs[0]!.die('Clock was killed')
    await vi.advanceTimersByTimeAsync(100 + 200 + 399)
    expect(service.current().number).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(service.current().number).toBe(2)
  })

  it('is given up after too many failures in a row, with the last reason', async () => {
    await watch({ maxFailures: 3 })
    failures = ['no memory', 'no memory', 'no disk']
    runs[0]!.die('Clock was killed')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(gaveUp?.message).toBe('Clock failed 4 times in a row; the last time: no disk')
  })

  it('is forgiven earlier failures after a calm run', async () => {
    const service = await watch({ maxFailures: 1, calmMs: 1_000 })
    for (let death = 1; death <= 3; death++) {
      await vi.advanceTimersByTimeAsync(1_001)
      service.current().die('Clock was killed')
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(gaveUp).toBeNull()
    expect(service.current().number).toBe(4)
  })

  it('stays down when it is stopped while waiting to come back', async () => {
    const service = await watch()
    runs[0]!.die('Clock was killed')
    await vi.advanceTimersByTimeAsync(50)
    await service.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(runs).toHaveLength(1)
  })

  it('tells at once when it cannot start at all', async () => {
    failures = ['no memory']
    await expect(watch()).rejects.toThrow('no memory')
  })
})
