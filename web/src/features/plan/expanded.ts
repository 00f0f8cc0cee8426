import { useState } from 'react'
import { localPreference } from '../../lib/local-storage.ts'
import { startsOpen } from './tree.ts'

const storageKey = (userId: string) => `aurum.plan.flipped.${userId}`

function stored(userId: string): ReadonlySet<string> {
  try {
    const keys: unknown = JSON.parse(localPreference.read(storageKey(userId)) ?? '[]')
    return new Set(Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [])
  } catch {
    return new Set()
  }
}

/** What is open in the tree, kept on this device: only what differs from how it starts, so that new rows start open too. */
export function useExpanded(userId: string) {
  const [flipped, setFlipped] = useState(() => stored(userId))
  const isExpanded = (key: string) => startsOpen(key) !== flipped.has(key)

  const setExpanded = (key: string, shouldExpand: boolean) => {
    if (isExpanded(key) === shouldExpand) return
    const next = new Set(flipped)
    if (!next.delete(key)) next.add(key)
    setFlipped(next)
    localPreference.write(storageKey(userId), JSON.stringify([...next]))
  }

  return { isExpanded, setExpanded }
}
