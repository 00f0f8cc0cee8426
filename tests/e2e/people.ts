import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { meet, type Person } from '../../stack/test-people.ts'
import type { TablesInsert } from '../../shared/database.types.ts'
import { bringSession } from '../session.ts'

export { linkIn, meet, randomEmail, readMail, type Person } from '../../stack/test-people.ts'

type Credentials = Pick<Person, 'email' | 'password'>

/** Opens the screen at `path` as somebody who signed in on this device before, and waits for it. */
export async function signIn(page: Page, { email, password }: Credentials, path = '/today'): Promise<void> {
  await bringSession(page.context(), inject('stack'), { email, password })
  await page.goto(path)
  await isOpen(page)
}

/** Signs in on the sign-in screen and waits for the screen at `path`. */
export async function signInByForm(
  page: Page,
  { email, password }: Credentials,
  path = '/today',
): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await isOpen(page)
}

async function isOpen(page: Page): Promise<void> {
  // The sign-in screen has no navigation, some have one of their own beside it. A dialog that the address opens hides
  // the rest from the ear, not from the eye.
  const includeHidden = true
  await page.getByRole('navigation', { includeHidden }).filter({ visible: true }).first().waitFor()
  const screen = page.getByRole('main', { includeHidden })
  await screen.getByRole('heading', { level: 1, includeHidden }).filter({ visible: true }).waitFor()
}

/** The calendar day it is for somebody in this zone; a new account is in UTC. */
export const todayIn = (timeZone = 'UTC', daysFromNow = 0): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + daysFromNow * 24 * 60 * 60_000)

/** A small life: one pillar, one area, one project, and these tasks in the project. */
export interface SmallLife {
  person: Person
  pillarId: string
  areaId: string
  projectId: string
  /** Ids in the order of the names. */
  taskIds: string[]
}

/** Signs somebody up whose plan is Health > Running > Marathon with tasks of these names. */
export async function meetRunner(
  taskNames: readonly string[],
  columns: Partial<TablesInsert<'tasks'>> = {},
): Promise<SmallLife> {
  const person = await meet()
  const { client, id: user_id } = person
  const [pillarId, areaId, projectId] = [randomUUID(), randomUUID(), randomUUID()] as const
  const tasks = taskNames.map((name, sort_order) => ({
    ...{ user_id, id: randomUUID(), project_id: projectId, name, sort_order },
    ...columns,
  }))
  await client.from('pillars').insert({ user_id, id: pillarId, name: 'Health' }).throwOnError()
  await client
    .from('areas')
    .insert({ user_id, id: areaId, pillar_id: pillarId, name: 'Running' })
    .throwOnError()
  await client
    .from('projects')
    .insert({ user_id, id: projectId, area_id: areaId, name: 'Marathon' })
    .throwOnError()
  if (tasks.length > 0) await client.from('tasks').insert(tasks).throwOnError()
  return { person, pillarId, areaId, projectId, taskIds: tasks.map(({ id }) => id) }
}

/** The names of somebody's tasks, in the order of the alphabet. */
export async function taskNames({ client }: Person): Promise<string[]> {
  const { data } = await client.from('tasks').select('name').order('name').throwOnError()
  return data.map(({ name }) => name as string)
}

/** The status of the task of this name; none when it is gone. */
export async function statusOf({ client }: Person, name: string): Promise<string | undefined> {
  const { data } = await client.from('tasks').select('status').eq('name', name).maybeSingle()
  return data?.status
}
