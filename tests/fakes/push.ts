import { startFake, type Fake } from './fake-server.ts'

/** How long it wants to be left alone after a 429. */
export const PUSH_RETRY_AFTER_SECONDS = 1_800

/** A push service of which each device says in its address what it answers: `/send/<status>/<name>`. */
export function startFakePush(): Promise<Fake> {
  return startFake({
    provider: 'push',
    async answer({ request, response }) {
      const status = Number(/^\/send\/(\d{3})\//.exec(request.path)?.[1] ?? 404)
      const headers = status === 429 ? { 'retry-after': String(PUSH_RETRY_AFTER_SECONDS) } : {}
      response.writeHead(status, headers).end()
    },
  })
}
