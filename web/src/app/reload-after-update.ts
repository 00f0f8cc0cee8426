const STORAGE_KEY = 'aurum.reloaded-for'

/**
 * After an update of the site, the files that an open page would still load are gone; the page loaded anew knows the
 * new ones. Once for each file: a site that is broken must not reload for ever.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    try {
      if (sessionStorage.getItem(STORAGE_KEY) === payload.message) return
      sessionStorage.setItem(STORAGE_KEY, payload.message)
    } catch {
      // Without a memory nobody could tell the first time from the hundredth.
      return
    }
    window.location.reload()
  })
}
