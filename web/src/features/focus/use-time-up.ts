import { useEffect, useState } from 'react'
import { mayTell } from '../../lib/told.ts'
import { remainingMs } from './clock.ts'

type Running = { id: string; started_at: string; planned_minutes: number; task: { name: string } | null }

/**
 * Says once, in one tab, that the time of a session is up: in the app, and outside of it where the person has allowed
 * that. Resolves to the id of the session it has spoken of.
 */
export function useTimeUp(running: Running | null, words: (name: string | null) => string): string | null {
  const [toldId, setToldId] = useState<string | null>(null)

  useEffect(() => {
    if (!running) return
    const tell = async () => {
      if (!(await mayTell(`focus-${running.id}`))) return
      setToldId(running.id)
      if ('Notification' in window && Notification.permission === 'granted' && document.hidden)
        new Notification(words(running.task?.name ?? null), { tag: running.id, silent: true })
    }
    const timer = setTimeout(() => void tell(), Math.max(0, remainingMs(running, Date.now())))
    return () => clearTimeout(timer)
  }, [running, words])

  return running && toldId === running.id ? toldId : null
}
