import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, it } from 'vitest'

const TIMEOUT_MS = 60_000
const CLI = path.resolve(import.meta.dirname, '../../node_modules/supabase/dist/supabase.js')

interface Advice {
  name: string
  level: 'WARN' | 'ERROR'
  detail: string
  cacheKey: string
}

/** A finding that we live with: its key, and why. This list only shrinks. */
interface Allowed {
  cacheKey: string
  reason: string
}

let allowed: Allowed[]
let advice: Advice[]

beforeAll(async () => {
  allowed = JSON.parse(
    await readFile(path.join(import.meta.dirname, 'advisor-allow-list.json'), 'utf8'),
  ) as Allowed[]
  // An empty home: the CLI must not need an account, nor find one.
  const home = await mkdtemp(path.join(os.tmpdir(), 'aurum-advisors-'))
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        CLI,
        'db',
        'advisors',
        '--level',
        'warn',
        '--output-format',
        'json',
        `--remote=${inject('stack').dbUrl}`,
      ],
      { env: { PATH: process.env.PATH, HOME: home, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' } },
    )
    advice = (JSON.parse(stdout) as { results: Advice[] }).results
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}, TIMEOUT_MS)

describe('the advisors of Supabase', () => {
  it('have nothing to say at level warn or above that we have not allowed', () => {
    const keys = new Set(allowed.map(({ cacheKey }) => cacheKey))
    expect(
      advice.filter(({ cacheKey }) => !keys.has(cacheKey)).map(({ level, detail }) => `${level}: ${detail}`),
    ).toEqual([])
  })

  it('still say what we have allowed, each with a reason', () => {
    const keys = advice.map(({ cacheKey }) => cacheKey)
    expect(allowed.filter(({ cacheKey }) => !keys.includes(cacheKey))).toEqual([])
    for (const { reason } of allowed) expect(reason).toMatch(/\w+ \w+ \w+/)
  })
})
