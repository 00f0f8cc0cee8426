import pg from 'pg'
import { readRunningStack } from './data-dir.ts'
import { withFreshDatabase } from './fresh-database.ts'
import { readSettings, StackError } from './settings.ts'

const NOTICE_DAYS = 30

export interface EndingModel {
  id: string
  /** YYYY-MM-DD */
  shutdown_on: string
  successor_id: string | null
}

/** The enabled models whose provider switches them off within 30 days of a day, or has already, soonest first. */
export async function endingModels(databaseUrl: string, day: string): Promise<EndingModel[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<EndingModel>(
      `select id, shutdown_on::text, successor_id from public.ai_models
      where is_enabled and shutdown_on <= $1::date + $2::integer order by shutdown_on, id`,
      [day, NOTICE_DAYS],
    )
    return rows
  } finally {
    await client.end()
  }
}

// The calendar's own reading of it: 2027-02-31 is another day, or none.
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/**
 * `npm run models -- check [YYYY-MM-DD]`: looks 30 days ahead in the catalogue, of the running stack or of the
 * migrations, from today or from the day given. No part of the tests, whose result must not depend on the date.
 * @returns the exit code; 1 when an enabled model is about to be switched off
 * @throws StackError when asked for anything else
 */
export async function main([
  command,
  day = new Date().toISOString().slice(0, 10),
]: string[]): Promise<number> {
  if (command !== 'check' || !isDay(day)) {
    throw new StackError('Usage: npm run models -- check [YYYY-MM-DD]')
  }
  const running = (await readRunningStack(readSettings().dataDir))?.status?.db_url
  const ending = running
    ? await endingModels(running, day)
    : await withFreshDatabase((url) => endingModels(url, day))
  for (const { id, shutdown_on, successor_id } of ending) {
    console.error(`${id} ends on ${shutdown_on}; its successor is ${successor_id ?? 'not known'}.`)
  }
  if (ending.length > 0) return 1
  console.log(`No enabled model ends within ${NOTICE_DAYS} days of ${day}.`)
  return 0
}
