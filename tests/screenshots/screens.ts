import type { Page } from 'playwright-core'
import type { Life, LifeName } from './lives.ts'
import { FOR_NOBODY } from './screens-of-nobody.ts'
import { ASSISTANT_SCREENS } from './screens-of-own-assistant.ts'
import { OTHER_SCREENS } from './screens-of-own-other.ts'
import { PLAN_SCREENS } from './screens-of-own-plan.ts'
import { TASK_SCREENS } from './screens-of-own-tasks.ts'
import { EDGE_SCREENS } from './screens-at-the-edge.ts'

/** Screens by name and how to get there, in the order in which they are visited. */
export type Screens = Record<string, (page: Page, life: Life) => Promise<void>>

export { FOR_NOBODY }

export const SCREENS: Record<LifeName, Screens> = {
  ...EDGE_SCREENS,
  own: { ...TASK_SCREENS, ...PLAN_SCREENS, ...OTHER_SCREENS, ...ASSISTANT_SCREENS },
}
