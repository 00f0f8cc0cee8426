import { createStore, useStore } from './external-store.ts'
import { localPreference } from './local-storage.ts'

const STORAGE_KEY = 'aurum.device'

/** One key per device, not per tab: who has two tabs open is not told of another device. */
function readDeviceKey(): string {
  const known = localPreference.read(STORAGE_KEY)
  if (known) return known
  const made = crypto.randomUUID()
  localPreference.write(STORAGE_KEY, made)
  return made
}

export const deviceKey = readDeviceKey()

const othersStore = createStore(0)

/** Notes which devices are there; this one does not count. */
export const noteDevices = (keys: readonly string[]): void =>
  othersStore.set(keys.filter((key) => key !== deviceKey).length)

/** On how many other devices this plan is open right now. */
export const useOtherDevices = (): number => useStore(othersStore)
