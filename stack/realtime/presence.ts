import { isDeepStrictEqual } from 'node:util'

/** What one channel tracks: the user's payload plus the references clients keep it apart by. */
export type PresenceMeta = Record<string, unknown> & { phx_ref: string; phx_ref_prev?: string }

/** Who is present, by presence key. */
export type PresenceState = Record<string, { metas: PresenceMeta[] }>

export interface PresenceDiff {
  joins: PresenceState
  leaves: PresenceState
}

interface Entry {
  key: string
  payload: object
  meta: PresenceMeta
}

/** Who is present in which room. An owner, one channel of one socket, is present at most once per room. */
export class Presences {
  readonly #rooms = new Map<string, Map<object, Entry>>()
  #counter = 0

  state(room: string): PresenceState {
    const state = emptyState()
    for (const { key, meta } of this.#rooms.get(room)?.values() ?? []) {
      ;(state[key] ??= { metas: [] }).metas.push(meta)
    }
    return state
  }

  /** Makes the owner present, or changes what it shows. Null when that changes nothing. */
  track(room: string, owner: object, key: string, payload: object): PresenceDiff | null {
    const entries = this.#rooms.get(room) ?? new Map<object, Entry>()
    this.#rooms.set(room, entries)
    const before = entries.get(owner)
    if (before && isDeepStrictEqual(before.payload, payload)) return null
    const meta: PresenceMeta = {
      ...payload,
      phx_ref: (++this.#counter).toString(36).padStart(8, '0'),
      ...(before && { phx_ref_prev: before.meta.phx_ref }),
    }
    entries.set(owner, { key, payload, meta })
    return { joins: stateOf(key, meta), leaves: before ? stateOf(before.key, before.meta) : emptyState() }
  }

  /** Makes the owner absent. Null when it was not present. */
  untrack(room: string, owner: object): PresenceDiff | null {
    const entries = this.#rooms.get(room)
    const before = entries?.get(owner)
    if (!entries || !before) return null
    entries.delete(owner)
    if (entries.size === 0) this.#rooms.delete(room)
    return { joins: emptyState(), leaves: stateOf(before.key, before.meta) }
  }
}

// Keys are chosen by clients: "__proto__" must be one like any other.
const emptyState = () => Object.create(null) as PresenceState

function stateOf(key: string, meta: PresenceMeta): PresenceState {
  const state = emptyState()
  state[key] = { metas: [meta] }
  return state
}
