try {
  const theme = localStorage.getItem('aurum.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const locale = localStorage.getItem('aurum.locale')
  if (locale) document.documentElement.lang = locale
} catch {
  // Storage can be switched off; the system theme and English are then the start.
}
