import { runAutomations } from '../functions/_shared/hrm/run-automations.ts'
import { asDatabase, asUser, insert, type Row } from './as-user.ts'

const DAY_MS = 86_400_000

/** Two in the morning, UTC, so many days after today. */
export const night = (days: number): string =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T02:00:00Z`
export const day = (days: number): string => night(days).slice(0, 10)

/** Runs a night of some people. @throws what it reports */
export async function runNight(people: readonly string[], days: number) {
  const database = {
    query: <Answer extends object>(sql: string, values?: unknown[]) =>
      asDatabase((session) => session.query<Answer>(sql, values), { now: night(days) }),
  }
  return runAutomations(database, people, (thrown) => {
    throw thrown
  })
}

export interface Proposed extends Row {
  id: string
  task_id: string
  from_value: string | null
  to_value: string
  acted: boolean
  batch_id: string | null
  outcome: string | null
}

export const proposalsOf = (person: string) =>
  asUser(person, (sql) =>
    sql.query<Proposed>('select * from public.automation_proposals order by proposed_at, id'),
  )

export const trustOf = async (person: string, category = 'reschedule_overdue') =>
  (
    await asUser(person, (sql) =>
      sql.query<{ state: string; recent: boolean[]; credit: number; demotions: number; threshold: number }>(
        'select * from public.automation_trust where category = $1',
        [category],
      ),
    )
  )[0]

/** Switches a category on, at a threshold. */
export const switchOn = (person: string, columns: Row = { reschedule_overdue: true }) =>
  asUser(person, (sql) => insert(sql, 'automation_settings', { user_id: person, ...columns }))

/** An open task that was due so many days ago. */
export const addOverdue = (person: string, name: string, days = 2, columns: Row = {}) =>
  asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name, due_on: day(-days), ...columns }))

/** As if a category had earned to act. */
export const unlock = (person: string, threshold = 0.9, credit = 1, category = 'reschedule_overdue') =>
  asDatabase((sql) =>
    sql.query(
      `insert into public.automation_trust (user_id, category, state, recent, credit, threshold)
       values ($1, $2, 'unlocked', array_fill(true, array[40]), $3, $4)
       on conflict (user_id, category) do update set state = excluded.state, recent = excluded.recent,
         credit = excluded.credit, threshold = excluded.threshold`,
      [person, category, credit, threshold],
    ),
  )

export const taskOf = (person: string, id: string) =>
  asUser(person, (sql) =>
    sql.one<Row>('select name, status, due_on, project_id from public.tasks where id = $1', [id]),
  )
