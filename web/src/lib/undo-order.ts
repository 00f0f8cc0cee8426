type Step = { id: string; source: string; undoes_batch_id: string | null; undone_by_batch_id: string | null }

/** The newest step that still stands, is no undo itself and was a person's doing. Steps come newest first. */
export const latestUndoable = (steps: readonly Step[]): string | null =>
  steps.find((step) => !step.undoes_batch_id && !step.undone_by_batch_id && step.source !== 'system')?.id ??
  null

/** The step taken back last, unless something new was done since: a new step ends the chance to redo. */
export function latestRedoable(steps: readonly Step[]): string | null {
  const byId = new Map(steps.map((step) => [step.id, step]))
  for (const step of steps) {
    if (step.undone_by_batch_id) continue
    if (!step.undoes_batch_id) {
      if (step.source === 'system') continue
      return null
    }
    const isRedo = byId.get(step.undoes_batch_id)?.undoes_batch_id
    if (!isRedo) return step.undoes_batch_id
  }
  return null
}
