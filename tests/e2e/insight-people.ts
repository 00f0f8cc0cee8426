import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { meet, type Person } from './people.ts'

/** An instant of a day so many days ago, in UTC. */
export const ago = (days: number, hour = 9, minute = 0): string => {
  const at = new Date(Date.now() - days * 86_400_000)
  at.setUTCHours(hour, minute, 0, 0)
  return at.toISOString()
}

/** Somebody with the sample life, at whose plan the rules have looked. */
export async function meetLookedAt(): Promise<Person> {
  const person = await meet()
  await person.client.rpc('fill_sample_life').throwOnError()
  const { error } = await person.client.functions.invoke('insights', { body: { scope: 'global' } })
  expect(error).toBeNull()
  return person
}

/** The current insights of somebody, always in the same order. */
export async function insightsOf({ client }: Person): Promise<{ id: string; title: string }[]> {
  const { data } = await client
    .from('insights')
    .select('id, title')
    .is('ended_at', null)
    .order('subject')
    .throwOnError()
  return data
}

export type Answer = { type: string; text?: string; score?: number }

/** Gives one answer to each of the first insights. */
export async function answer(person: Person, answers: readonly Answer[]): Promise<void> {
  const insights = await insightsOf(person)
  for (const [place, { type, text, score }] of answers.entries()) {
    await person.client
      .rpc('give_insight_feedback', {
        ...{ p_insight_id: insights[place]!.id, p_type: type },
        ...(text && { p_text: text }),
        ...(score !== undefined && { p_adjusted_score: score }),
      })
      .throwOnError()
  }
}

export const YES = { type: 'insight_helpful' }
export const NO = { type: 'insight_not_helpful' }
export const WRONG = { type: 'priority_incorrect', text: 'The crane is here already.', score: 0.2 }

/** The insights, or the answers, on the screen. */
export const articles = (page: Page): Locator => page.getByRole('main').getByRole('article')

/** Waits for the screen of this name. */
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor()
