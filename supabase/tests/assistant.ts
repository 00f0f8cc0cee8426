import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { inject } from 'vitest'
import type { AssistantAnswer, AssistantEvent } from '../../shared/assistant/answer.ts'
import type { Database, TablesInsert } from '../../shared/database.types.ts'
import type { ErrorBody } from '../../shared/error.ts'
import { meet } from '../../stack/test-people.ts'
import { asDatabase } from './as-user.ts'

/** Somebody who talks to the assistant. */
export interface Visitor {
  id: string
  token: string
  client: SupabaseClient<Database>
  /** Sends any body to the function, or below it. */
  send(body: unknown, options?: SendOptions): Promise<Response>
  /** The answer to a message. @throws when it is refused */
  ask(message: string, more?: object): Promise<AssistantAnswer>
  /** The events of the answer to a message. */
  listen(message: string, more?: object): Promise<Said[]>
}

interface SendOptions {
  path?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

export type Said = AssistantEvent | { event: 'error'; data: ErrorBody }

/** Someone who has just signed up. */
export async function visit(): Promise<Visitor> {
  const { id, client } = await meet()
  const { data } = await client.auth.getSession()
  const token = data.session!.access_token
  const send: Visitor['send'] = (body, { path = '', headers = {}, signal } = {}) =>
    fetch(`${inject('stack').apiUrl}/functions/v1/assistant${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body:
        typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      signal,
    })
  return {
    ...{ id, token, send },
    client: client as SupabaseClient<Database>,
    async ask(message, more = {}) {
      const response = await send({ message, ...more })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return (await response.json()) as AssistantAnswer
    },
    async listen(message, more = {}) {
      const response = await send({ message, ...more }, { headers: { accept: 'text/event-stream' } })
      return eventsIn(await response.text())
    },
  }
}

/** The events of a stream that has ended. */
export const eventsIn = (stream: string): Said[] =>
  stream.split('\n\n').flatMap((block): Said[] => {
    const found = /^event: (.*)\ndata: (.*)$/.exec(block)
    return found ? [{ event: found[1], data: JSON.parse(found[2]!) as unknown } as Said] : []
  })

/** A word that no other test says. */
export const ownWord = () => `w${randomUUID().replaceAll('-', '').slice(0, 12)}`

/** A task of the person, by its name. */
export async function addTask(
  { id, client }: Visitor,
  task: Partial<TablesInsert<'tasks'>>,
): Promise<string> {
  const row = { user_id: id, id: randomUUID(), name: 'Dentist', ...task }
  await client.from('tasks').insert(row).throwOnError()
  return row.id
}

/** Rows of a table that are the person's, by the service. */
export const rowsOf = <Row extends object>({ id }: Visitor, table: string): Promise<Row[]> =>
  asDatabase((sql) =>
    sql.query<Row>(`select * from public.${table} where user_id = $1 order by created_at`, [id]),
  )

/** What the person may spend in a month, in nano-USD. */
export const limitBudget = ({ id }: Visitor, nanoUsd: number): Promise<unknown> =>
  asDatabase((sql) =>
    sql.query(`insert into public.ai_budgets (scope, scope_id, monthly_nano_usd) values ('user', $1, $2)`, [
      id,
      nanoUsd,
    ]),
  )
