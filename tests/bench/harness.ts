import { chmod, mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { removeDataDir } from '../../stack/data-dir.ts'
import { freeSettings } from '../../stack/ports.ts'
import { startStack, type RunningStack, type StackOptions } from '../../stack/start.ts'
import { figuresOf } from './statistics.ts'

export { figuresOf, median, percentile } from './statistics.ts'

/** Runs a benchmark on a stack of its own: free ports, fresh data, removed afterwards. */
export async function withStack<T>(
  run: (stack: RunningStack) => Promise<T>,
  options: Pick<StackOptions, 'web' | 'seed' | 'providers'> = { web: 'none', seed: false },
): Promise<T> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-bench-'))
  // Run by root, Postgres is another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  try {
    const stack = await startStack({ settings: await freeSettings(dataDir), ...options })
    try {
      return await run(stack)
    } finally {
      await stack.stop()
    }
  } finally {
    await removeDataDir(dataDir)
  }
}

/** Milliseconds a call takes. */
export async function time(call: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now()
  await call()
  return performance.now() - beganAt
}

/**
 * Times several things in turns, so that what disturbs the machine disturbs all alike.
 * @returns milliseconds per round and name; the rounds that warm up are left out
 */
export async function measureInTurns<Name extends string>(
  calls: Record<Name, (round: number) => Promise<unknown>>,
  { rounds, warmUp = Math.ceil(rounds / 10) }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(calls) as Name[]
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const taken = await time(() => calls[name](round + warmUp))
      if (round >= 0) samples[name].push(taken)
    }
  }
  return samples
}

export interface Line {
  name: string
  samples: readonly number[]
  /** What the p95, or the figure named by `targetOf`, must stay under, in the unit of the samples. */
  target?: number
  targetOf?: 'p95' | 'p99'
}

/** A bound on one number that is not a series: a ratio, a total, a count of lost messages. */
export interface Bound {
  name: string
  value: number
  unit: string
  /** The largest value that is still good. */
  atMost: number
}

/**
 * Prints the figures of a benchmark as a table. A missed target shows as MISSED and makes the process end with
 * exit code 1.
 */
export function report(
  title: string,
  lines: readonly Line[],
  bounds: readonly Bound[] = [],
  unit = 'ms',
): void {
  console.log(
    `\n${title}\n${os.cpus().length} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  )
  const rows = lines.map(({ name, samples, target, targetOf = 'p95' }) => {
    const figures = figuresOf(samples)
    const { count, median, p95, p99, spread } = figures
    const numbers = [median, p95, p99].map((value) => `${value.toFixed(2)} ${unit}`)
    const verdict =
      target === undefined ? '' : `${targetOf} < ${target} ${unit}: ${judge(figures[targetOf] < target)}`
    return [name, String(count), ...numbers, `±${(spread * 100).toFixed(0)} %`, verdict]
  })
  if (rows.length > 0) printTable([['', 'n', 'median', 'p95', 'p99', 'spread', ''], ...rows])
  for (const { name, value, unit, atMost } of bounds) {
    console.log(`${name}: ${value.toFixed(2)}${unit} (at most ${atMost}${unit}: ${judge(value <= atMost)})`)
  }
}

function judge(isMet: boolean): string {
  if (!isMet) process.exitCode = 1
  return isMet ? 'met' : 'MISSED'
}

function printTable(rows: string[][]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
  }
}
