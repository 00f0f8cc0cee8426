import { nightOf } from '../../../../shared/hrm/automations/night.ts'
import { automationSceneOf } from '../../../../shared/hrm/automations/scene.ts'
import type { SqlConnection } from './insight-store.ts'

/** What changes while a night is worked out is looked at once more; whoever is that busy is left to the next night. */
const ATTEMPTS = 2

export interface AutomationTally {
  /** What was only written down, and what was done. */
  noted: number
  acted: number
  failed: number
}

/**
 * A night of the automations of those who have switched any on: judges what was proposed before, proposes anew, and acts
 * where that has been earned. Run twice, or by two at once, it counts once. What fails for one is reported and keeps
 * nobody else waiting.
 */
export async function runAutomations(
  database: SqlConnection,
  userIds: readonly string[],
  report: (thrown: unknown) => void,
): Promise<AutomationTally> {
  const tally: AutomationTally = { noted: 0, acted: 0, failed: 0 }
  let waiting = userIds
  for (let attempt = 1; attempt <= ATTEMPTS && waiting.length > 0; attempt++) {
    const scenes = await database.query<{ user_id: string; scene: unknown }>(
      'select user_id, scene from private.automation_scenes($1)',
      [waiting],
    )
    waiting = []
    for (const { user_id, scene } of scenes) {
      try {
        const night = nightOf(automationSceneOf(scene))
        if (!night) continue
        const [row] = await database.query<{ saved: { status: string; noted: number; acted: number } }>(
          'select private.save_automation_night($1, $2) as saved',
          [user_id, JSON.stringify(night)],
        )
        if (row?.saved.status === 'stale') waiting = [...waiting, user_id]
        tally.noted += (row?.saved.noted ?? 0) - (row?.saved.acted ?? 0)
        tally.acted += row?.saved.acted ?? 0
      } catch (error) {
        report(error)
        tally.failed += 1
      }
    }
  }
  return tally
}
