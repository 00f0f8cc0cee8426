try {
  const theme = localStorage.getItem('aurum.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const locale =
    localStorage.getItem('aurum.locale') ?? navigator.languages.find((tag) => /^(en|de)\b/i.test(tag))
  if (locale) document.documentElement.lang = locale.slice(0, 2)
} catch {
  // Storage can be switched off; the system theme and English are then the start.
}

// What fails before there is a screen to say so, or takes the screen with it, is said by the page itself.
const sayThatStartFailed = () => (document.documentElement.dataset.start = 'failed')
const tryAgainOnce = () => {
  try {
    const tried = Number(sessionStorage.getItem('aurum.start-tried-again'))
    if (document.getElementById('root')?.hasChildNodes() || Date.now() - tried < 60_000) return false
    sessionStorage.setItem('aurum.start-tried-again', String(Date.now()))
    location.reload()
    return true
  } catch {
    // Without a memory nobody could tell the first time from the hundredth.
    return false
  }
}
addEventListener(
  'error',
  ({ target, error }) => {
    // A script that did not come may come the second time; an error of the window without a cause is only a warning.
    if (target instanceof HTMLScriptElement ? !tryAgainOnce() : target === window && error)
      sayThatStartFailed()
  },
  true,
)
addEventListener('unhandledrejection', sayThatStartFailed)
