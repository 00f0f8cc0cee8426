/// <reference lib="webworker" />
import { type PrecacheEntry, Serwist } from 'serwist'

declare const self: ServiceWorkerGlobalScope & { __SW_MANIFEST: (PrecacheEntry | string)[] }

const PAGE = '/index.html'
/** A network that is slower than this is treated as none. */
const PATIENCE_MS = 4_000

/**
 * Keeps the app itself on the device: it opens without a network, and an open page finds its parts after an update.
 * The page comes from the network whenever that answers, so nobody is held on an old version. Data is never kept here.
 */
const worker = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  precacheOptions: { cleanupOutdatedCaches: true, cleanURLs: false, directoryIndex: null },
})

worker.registerCapture(
  ({ request, sameOrigin }) => sameOrigin && request.mode === 'navigate',
  async ({ request }) => {
    try {
      return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
    } catch (error) {
      const page = await worker.matchPrecache(PAGE)
      if (page) return page
      throw error
    }
  },
)
worker.addEventListeners()

/** What the jobs function sends to this device. */
type Told = { title: string; body: string; path: string; tag: string }

function readTold(event: PushEvent): Told | null {
  try {
    return event.data?.json() as Told
  } catch {
    return null
  }
}

self.addEventListener('push', (event) => {
  const told = readTold(event)
  // A browser takes the right to push from whoever shows nothing.
  const { title = 'Aurum Life', body = '', path = '/today', tag = 'aurum' } = told ?? {}
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, icon: '/icon-192.png', data: { path } }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data as { path: string }
  const address = new URL(path, self.location.origin)
  // Only this app: what was sent may not lead elsewhere.
  if (address.origin !== self.location.origin) return
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window' })
      const open = windows.find((client) => client.url.startsWith(self.location.origin))
      if (!open) return self.clients.openWindow(address.href)
      // Where it may not come to the front it is led there all the same.
      await open.focus().catch(() => undefined)
      // A page that this worker does not control yet cannot be led anywhere.
      return open.navigate(address.href).catch(() => self.clients.openWindow(address.href))
    })(),
  )
})
