import { createStore } from './external-store.ts'

/** What a task gets that is written from this place, unless its line says otherwise. */
export type QuickAddPreset = { text?: string; dueOn?: string; projectId?: string }

/** The quick-add that is open, if any. */
export const quickAddStore = createStore<QuickAddPreset | null>(null)

/** Opens the line for a new task over whatever is on screen. */
export const openQuickAdd = (preset: QuickAddPreset = {}): void => quickAddStore.set(preset)

export const closeQuickAdd = (): void => quickAddStore.set(null)
