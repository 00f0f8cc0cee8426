import type { ImportProblem } from '../../../../shared/import/import-problem.ts'
import type { ImportMapping } from '../../../../shared/import/mapping.ts'
import type { ErrorKey } from '../../lib/errors.ts'
import { createStore } from '../../lib/external-store.ts'
import type { PlanAnswer, ReadAnswer } from './engine/engine.ts'
import type { UnfinishedImport } from './import-data.ts'

/** The chosen files as they were understood, and what the person wants to become of them. */
export interface Found {
  fileName: string
  files: ReadAnswer
  mapping: ImportMapping
  /** The day relative dates count from. */
  exportedOn: string | null
  /** The import that was cut off and goes on with these files. */
  resumes: UnfinishedImport | null
  /** Whether the settings in a backup take the place of those of the account. */
  takesSettings: boolean
}

export type StopReason = 'cancelled' | 'failed'

export type ImportState =
  | {
      step: 'choose'
      isReading: boolean
      problems: ImportProblem[]
      error: ErrorKey | null
      stopped: Stopped | null
    }
  | { step: 'review'; found: Found; isPlanning: boolean; isLooking: boolean; error: ErrorKey | null }
  | { step: 'confirm'; found: Found; plan: PlanAnswer }
  | { step: 'applying'; fileName: string; done: number; total: number; isCancelling: boolean }
  | {
      step: 'done'
      importId: string
      fileName: string
      inserted: number
      plan: PlanAnswer
      isUndone: boolean
      /** All rows had arrived before: the import was cut off and only had to be closed. */
      wasComplete: boolean
    }

export interface Stopped {
  reason: StopReason
  error: ErrorKey | null
  /** False when even the undo did not get through: it is offered again the next time. */
  isTakenBack: boolean
}

export const chooseState = (rest: Partial<Extract<ImportState, { step: 'choose' }>> = {}): ImportState => ({
  step: 'choose',
  isReading: false,
  problems: [],
  error: null,
  stopped: null,
  ...rest,
})

/** Outside the screen, so that an import goes on, and is found again, when the person looks at another page. */
export const importStore = createStore<ImportState>(chooseState())
