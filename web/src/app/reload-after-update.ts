const STORAGE_KEY = 'aurum.reloaded-for'

let isPartMissing = false

/** Whether a part of the app could not be loaded; browsers remember that until the page is loaded anew. */
export const needsReload = () => isPartMissing

/**
 * After an update of the site, the files that an open page would still load are gone; the page loaded anew knows the
 * new ones. Once for each file: a site that is broken must not reload for ever. And only while the site answers: a
 * page that is merely offline would be lost for the browser's error page.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    isPartMissing = true
    void siteAnswers().then((answers) => {
      if (!answers || !isFirstTime(payload.message)) return
      // Counted when the page goes: what is pressed meanwhile can call off the reload, and the next miss asks again.
      window.addEventListener('pagehide', () => sessionStorage.setItem(STORAGE_KEY, payload.message))
      window.location.reload()
    })
  })
}

const siteAnswers = () =>
  fetch(import.meta.env.BASE_URL, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

function isFirstTime(message: string): boolean {
  try {
    return sessionStorage.getItem(STORAGE_KEY) !== message
  } catch {
    // Without a memory nobody could tell the first time from the hundredth.
    return false
  }
}
