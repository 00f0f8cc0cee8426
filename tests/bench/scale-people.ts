import pg from 'pg'
import { USERS, personId } from './scale-data.ts'

/** People of the scale data, spread over the whole of it, in an order that repeats. */
export async function pickPeople(adminDbUrl: string, count: number): Promise<string[]> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    const ids: string[] = []
    for (let n = 0; n < count; n++) ids.push(await personId(database, 1 + ((n * 389) % USERS)))
    return ids
  } finally {
    await database.end()
  }
}

/** A connection that speaks for one person after the other, as the Data API does: a role and its claims. */
export class PersonConnection {
  private constructor(private readonly client: pg.Client) {}

  /** @param role `authenticated`, or `postgres`, which row-level security does not hold back */
  static async open(databaseUrl: string, role: 'authenticated' | 'postgres'): Promise<PersonConnection> {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(`set role ${role}`)
    return new PersonConnection(client)
  }

  async speakFor(userId: string): Promise<void> {
    const claims = JSON.stringify({ sub: userId, role: 'authenticated' })
    await this.client.query(`select set_config('request.jwt.claims', $1, false)`, [claims])
  }

  query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    return this.client.query<Row>(sql, values)
  }

  /** Milliseconds the server needs to plan and run a query, without the way to the client. */
  async serverTime(sql: string): Promise<number> {
    const { rows } = await this.client.query<{
      'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }]
    }>(`explain (analyze, timing off, format json) ${sql}`)
    const [plan] = rows[0]!['QUERY PLAN']
    return plan['Planning Time'] + plan['Execution Time']
  }

  close(): Promise<void> {
    return this.client.end()
  }
}
