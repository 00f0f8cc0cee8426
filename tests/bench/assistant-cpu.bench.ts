import { readdirSync, readFileSync } from 'node:fs'
import { createClient } from '@supabase/supabase-js'
import pg from 'pg'
import WebSocket from 'ws'
import { startFakeGemini } from '../fakes/gemini.ts'
import { startFakeOpenAi } from '../fakes/openai.ts'
import { report, withStack } from './harness.ts'
import { addTasks } from './scene-data.ts'

/**
 * The CPU time that one request to the assistant takes in Deno, for a person with 10,000 tasks: the platform gives an
 * Edge Function two seconds of it. Read from the counters of the worker's process, which has all its threads; Linux only.
 */
const TASKS = 10_000
const ROUNDS = 30
const WARM_UP = 3
const PLATFORM_MS = 2_000
/** Of the counters in /proc, whatever the kernel is built for. */
const TICK_MS = 10

const QUESTIONS = {
  'by rules': () => 'what should I do first?',
  'by a model': (round: number) => `Write two lines for the birthday card of guest ${round}`,
}

const [openAi, gemini] = await Promise.all([startFakeOpenAi(), startFakeGemini()])
const providers = {
  ...{ OPENAI_BASE_URL: `${openAi.url}/v1`, OPENAI_API_KEY: 'fake' },
  ...{ GEMINI_BASE_URL: gemini.url, GEMINI_API_KEY: 'fake' },
}
await withStack(
  async ({ connection }) => {
    const sql = new pg.Client(connection.dbUrl)
    await sql.connect()
    await sql.query(`update private.rate_rules set most = 1000000`)
    await sql.query(`update public.ai_plans set monthly_interactions = 1000000, daily_interactions = 1000000`)
    await sql.end()
    const realtime = { transport: WebSocket as unknown as typeof globalThis.WebSocket }
    const client = createClient(connection.apiUrl, connection.publishableKey, { realtime })
    const email = `${crypto.randomUUID()}@example.com`
    const { data } = await client.auth.signUp({ email, password: 'correct horse battery' })
    await addTasks(connection.adminDbUrl, data.user!.id, TASKS)
    const ask = async (message: string) => {
      const response = await fetch(`${connection.apiUrl}/functions/v1/assistant`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${data.session!.access_token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ message }),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      await response.text()
    }

    const samples = Object.fromEntries(Object.keys(QUESTIONS).map((name) => [name, [] as number[]]))
    const first: number[] = []
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const [name, question] of Object.entries(QUESTIONS)) {
        const before = cpuOfWorkers()
        await ask(question(round + WARM_UP))
        const taken = cpuOfWorkers() - before
        // With the start of the isolate, as on a platform where it has none yet.
        if (round === -WARM_UP && first.length === 0) first.push(taken)
        if (round >= 0) samples[name]!.push(taken)
      }
    }
    report(`Assistant: CPU time of a request in Deno, ${TASKS} tasks`, [
      { name: 'the first, with the start of the function', samples: first, target: PLATFORM_MS },
      ...Object.entries(samples).map(([name, taken]) => ({ name, samples: taken, target: PLATFORM_MS })),
    ])
  },
  { web: 'none', providers },
)
await Promise.all([openAi.stop(), gemini.stop()])

/** Milliseconds of CPU that the Deno processes below this one have had. */
function cpuOfWorkers(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf)
  const parents = new Map(processes.map(({ id, parent }) => [id, parent]))
  const isOurs = (id: number): boolean => id === process.pid || (id > 1 && isOurs(parents.get(id) ?? 0))
  return processes
    .filter(({ id, command }) => command.startsWith('deno') && isOurs(id))
    .reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

function statOf(id: string) {
  try {
    const [, command = '', rest = ''] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? []
    const fields = rest.split(' ')
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * TICK_MS
    return [{ id: Number(id), command, parent: Number(fields[1]), cpuMs }]
  } catch {
    // It has ended in the meantime.
    return []
  }
}
