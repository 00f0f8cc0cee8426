import { type Autonomy, observe } from '../autonomy.ts'
import { proposeProjects } from './file-task.ts'
import { proposeDays } from './reschedule-overdue.ts'
import type { AutomationScene, Plan, Proposal, ProposalOutcome } from './scene.ts'
import { type AutomationCategory, standingOf } from './trust.ts'

/** New proposals of a category in one night, so that a person can still look at each. */
export const MOST_A_NIGHT = 5
/** Actions of a category of which nobody knows yet whether they were right: what can go wrong before it is noticed. */
export const MOST_UNJUDGED = 10

const PROPOSERS: Record<AutomationCategory, (plan: Plan) => Proposal[]> = {
  reschedule_overdue: proposeDays,
  file_task: proposeProjects,
}

/** What a night of one person comes to, for `private.save_automation_night`. */
export interface Night {
  data_version: string
  categories: (Autonomy & { category: AutomationCategory; threshold: number; revision: number })[]
  outcomes: { id: string; outcome: ProposalOutcome['outcome'] }[]
  proposals: (Proposal & { acted: boolean })[]
}

/**
 * One night: first what became of the proposals before is counted, then each category proposes anew, and does so itself
 * where it is trusted. Null when there is nothing to keep.
 */
export function nightOf(scene: AutomationScene): Night | null {
  const nights = scene.categories.map(({ category, threshold, trust }) => {
    const standing = judge(standingOf(trust, threshold), threshold, category, scene.outcomes)
    return {
      kept: { ...standing, category, threshold, revision: trust?.revision ?? 0 },
      hasChanged: !trust || !isSame(standing, trust) || trust.threshold !== threshold,
      proposals: propose(scene, category, standing.state === 'unlocked'),
    }
  })
  const proposals = apart(nights.flatMap((each) => each.proposals))
  if (scene.outcomes.length === 0 && proposals.length === 0 && !nights.some(({ hasChanged }) => hasChanged))
    return null
  return {
    data_version: String(scene.snapshot.data_version),
    categories: nights.map(({ kept }) => kept),
    outcomes: scene.outcomes.map(({ id, outcome }) => ({ id, outcome })),
    proposals,
  }
}

const isSame = (a: Autonomy, b: Autonomy): boolean =>
  a.state === b.state && a.credit === b.credit && a.demotions === b.demotions && a.recent === b.recent

function judge(
  start: Autonomy,
  threshold: number,
  category: AutomationCategory,
  outcomes: readonly ProposalOutcome[],
): Autonomy {
  return outcomes
    .filter((each) => each.category === category && each.outcome !== 'lapsed')
    .toSorted((a, b) => Date.parse(a.proposed_at) - Date.parse(b.proposed_at) || (a.id < b.id ? -1 : 1))
    .reduce((autonomy, { acted, outcome }) => {
      const agreed = outcome === 'agreed'
      // To let stand what was done is not to do it: what is right counts for the state it was proposed in. Errors always do.
      const isHeard = !agreed || acted === (autonomy.state === 'unlocked')
      return isHeard ? observe(autonomy, agreed, threshold) : autonomy
    }, start)
}

function propose(
  { earlier, outcomes, ...plan }: AutomationScene,
  category: AutomationCategory,
  acted: boolean,
): Night['proposals'] {
  const own = earlier.filter((each) => each.category === category)
  const isKnown = new Set(own.map(({ task_id }) => task_id))
  const judged = new Set(outcomes.map(({ id }) => id))
  const unjudged = own.filter((each) => each.is_open && each.acted && !judged.has(each.id)).length
  const most = acted ? Math.min(MOST_A_NIGHT, MOST_UNJUDGED - unjudged) : MOST_A_NIGHT
  return PROPOSERS[category](plan)
    .filter(({ task_id }) => !isKnown.has(task_id))
    .slice(0, Math.max(0, most))
    .map((proposal) => ({ ...proposal, acted }))
}

/** One night changes a task in one way: whoever looks at it sees one reason. */
function apart(proposals: Night['proposals']): Night['proposals'] {
  const taken = new Set<string>()
  return proposals.filter(({ task_id }) => {
    if (taken.has(task_id)) return false
    taken.add(task_id)
    return true
  })
}
