import pg from 'pg'
import { StackError } from './settings.ts'
import type { StackConnection } from './start.ts'

export const DEMO_EMAIL = 'demo@aurum.life'

// In the table where the supabase CLI notes the seeds it ran: a demo account that was deleted stays deleted.
const DEMO_MARK = 'demo account'

/**
 * Signs the demo account up and fills it with the sample life, once in the life of a database.
 * @throws StackError saying which step failed; the next start tries again
 */
export async function makeDemoAccount(connection: StackConnection): Promise<void> {
  const database = new pg.Client({ connectionString: connection.dbUrl })
  await database.connect()
  try {
    const done = await database.query('select from supabase_migrations.seed_files where path = $1', [
      DEMO_MARK,
    ])
    if (done.rowCount) return
    await fillDemoAccount(connection)
    await database.query(`insert into supabase_migrations.seed_files (path, hash) values ($1, '')`, [
      DEMO_MARK,
    ])
  } finally {
    await database.end()
  }
}

async function fillDemoAccount({
  apiUrl,
  publishableKey,
  demoEmail,
  demoPassword,
}: StackConnection): Promise<void> {
  const post = (path: string, body: object, token = publishableKey) =>
    fetch(`${apiUrl}${path}`, {
      method: 'POST',
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
  const credentials = { email: demoEmail, password: demoPassword }

  // An earlier start may have got as far as the sign-up.
  let session = await post('/auth/v1/token?grant_type=password', credentials)
  if (!session.ok) session = await post('/auth/v1/signup', credentials)
  if (!session.ok) throw new StackError(`The demo account could not be made: ${await session.text()}`)

  const { access_token } = (await session.json()) as { access_token: string }
  const filled = await post('/rest/v1/rpc/fill_sample_life', {}, access_token)
  if (!filled.ok) throw new StackError(`The demo account could not be filled: ${await filled.text()}`)
}
