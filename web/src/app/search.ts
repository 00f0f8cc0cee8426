/** What may stand in the address of every screen of the app. */
export type AppSearch = {
  /** The task whose panel is open. */
  task?: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function parseAppSearch({ task }: Record<string, unknown>): AppSearch {
  return {
    ...(typeof task === 'string' && UUID.test(task) && { task }),
  }
}

/** Where to go after signing in. Only paths of this app: a link must not lead elsewhere. */
export function parseNext({ next, ended }: Record<string, unknown>): { next?: string; ended?: boolean } {
  const isOwnPath = typeof next === 'string' && /^\/(?![/\\])/.test(next)
  return { ...(isOwnPath && { next }), ...(ended === true && { ended }) }
}
