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
