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
addEventListener(
  'error',
  ({ target }) => (target === window || target instanceof HTMLScriptElement) && sayThatStartFailed(),
  true,
)
addEventListener('unhandledrejection', sayThatStartFailed)
