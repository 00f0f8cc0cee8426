import { localPreference } from './local-storage.ts'

const KEY = 'aurum.told'
const KEPT = 200

const read = (): string[] => (localPreference.read(KEY) ?? '').split(' ').filter(Boolean)

/**
 * Whether this tab is the one that may tell the person something: of all tabs, and for all time, the first that asks.
 * Tabs in the background should not ask.
 */
export async function mayTell(id: string): Promise<boolean> {
  return navigator.locks.request(KEY, () => {
    const told = read()
    if (told.includes(id)) return false
    localPreference.write(KEY, [...told, id].slice(-KEPT).join(' '))
    return true
  })
}
