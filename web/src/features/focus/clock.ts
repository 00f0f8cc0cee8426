const MINUTE_MS = 60_000

type Running = { started_at: string; planned_minutes: number }
type Ended = { started_at: string; ended_at: string | null }

/** Milliseconds until a session is over by its plan; negative when it runs on. */
export const remainingMs = ({ started_at, planned_minutes }: Running, now: number): number =>
  Date.parse(started_at) + planned_minutes * MINUTE_MS - now

/** 1499000 → `24:59`; what has run over reads `+0:30`. */
export function countdown(ms: number): string {
  const seconds = Math.ceil(Math.abs(ms) / 1000)
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return ms < 0 ? `+${text}` : text
}

/** Whole minutes of all sessions together. */
export const minutesOf = (sessions: readonly Ended[]): number =>
  Math.round(
    sessions.reduce(
      (sum, { started_at, ended_at }) => sum + (ended_at ? Date.parse(ended_at) - Date.parse(started_at) : 0),
      0,
    ) / MINUTE_MS,
  )

/** What is left of a session that is paused, in whole minutes, at least one. */
export const minutesLeft = (session: Running, now: number): number =>
  Math.max(1, Math.ceil(remainingMs(session, now) / MINUTE_MS))
