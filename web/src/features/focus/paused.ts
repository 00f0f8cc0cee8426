import * as z from 'zod/mini'
import { createStore, useStore } from '../../lib/external-store.ts'
import { localPreference } from '../../lib/local-storage.ts'

const KEY = 'aurum.focus.paused'

const pausedSchema = z.object({
  userId: z.string(),
  taskId: z.nullable(z.string()),
  taskName: z.nullable(z.string()),
  minutesLeft: z.number(),
})

/** A session that was put down for a while. The stretch so far has been kept; going on starts another one. */
export type Paused = z.infer<typeof pausedSchema>

function read(text: string | null): Paused | null {
  try {
    return pausedSchema.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

const pausedStore = createStore<Paused | null>(read(localPreference.read(KEY)))

// Another tab has paused or gone on.
window.addEventListener('storage', (event) => {
  if (event.key === KEY) pausedStore.set(read(event.newValue))
})

export function setPaused(paused: Paused | null): void {
  localPreference.write(KEY, paused && JSON.stringify(paused))
  pausedStore.set(paused)
}

export const usePaused = (): Paused | null => useStore(pausedStore)
