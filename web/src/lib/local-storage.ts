/** Local storage that may be full or switched off: a lost preference must never break a screen. */
export const localPreference = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {
      // The preference then lasts as long as the page.
    }
  },
}
