import { asUser, createUser, type RequestOptions, type Row } from './as-user.ts'

/** The tables whose rows bear the mark is_sample. */
export const SAMPLE_TABLES = ['pillars', 'areas', 'projects', 'tasks', 'labels'] as const

/** Fills or removes the sample. @returns how many rows came or went */
async function change(person: string, verb: 'fill' | 'remove', options?: RequestOptions): Promise<number> {
  const ask = `select coalesce(answer -> 'inserted', answer -> 'removed')::int as rows from ${verb}_sample_life() as answer`
  return asUser(person, async (sql) => (await sql.one<{ rows: number }>(ask)).rows, options)
}
export const fill = (person: string, options?: RequestOptions) => change(person, 'fill', options)
export const remove = (person: string, options?: RequestOptions) => change(person, 'remove', options)

export const undo = (person: string, batch: string) =>
  asUser(
    person,
    async (sql) => (await sql.one<{ answer: Row }>('select undo_batch($1) as answer', [batch])).answer,
  )

export const onboardingState = (person: string) =>
  asUser(
    person,
    async (sql) => (await sql.one('select onboarding_state from user_profiles')).onboarding_state,
  )

export async function personWithSample(): Promise<string> {
  const person = await createUser()
  await fill(person)
  return person
}

/** The id of the task of this name that is still open. */
export async function openTask(person: string, name: string): Promise<string> {
  const find = `select id from tasks where name = $1 and status <> 'completed'`
  return asUser(person, async (sql) => (await sql.one<{ id: string }>(find, [name])).id)
}
