import type { RealtimeChannel } from '@supabase/supabase-js'
import type { ConnectionStatus } from './connection.ts'
import { supabase } from './supabase.ts'

const POLL_MS = 30_000
const RECONNECT_MS = [500, 1_000, 2_000, 5_000, 10_000] as const
/** A tab that slept longer than this may hold a socket that only looks alive. */
const STALE_AFTER_HIDDEN_MS = 45_000
/** After so many failures the screen says that it is asking instead of listening. */
const FAILURES_UNTIL_POLLING = 2

type LiveTopicOptions = {
  topic: string
  event: string
  onMessage: (payload: unknown) => void
  /** Whatever was missed must be fetched: called on each (re)subscription and on each poll. */
  onRefresh: () => void
  onStatus: (status: ConnectionStatus) => void
  /** Shows this device to the others under its key, and tells which devices are there. */
  presence?: { key: string; onDevices: (keys: readonly string[]) => void }
}

/**
 * Keeps one private topic alive for as long as the page lives: subscribes with a fresh token, starts over after errors,
 * sleep and network loss, and asks every 30 seconds while it cannot listen. Returns the function that stops it.
 */
export function followTopic({
  topic,
  event,
  onMessage,
  onRefresh,
  onStatus,
  presence,
}: LiveTopicOptions): () => void {
  let channel: RealtimeChannel | undefined
  let isLive = false
  let failures = 0
  let hiddenAt = 0
  let isStopped = false
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined

  const report = () => {
    if (!navigator.onLine) onStatus('offline')
    else if (isLive) onStatus('live')
    else onStatus(failures >= FAILURES_UNTIL_POLLING ? 'polling' : 'reconnecting')
  }

  const drop = () => {
    clearTimeout(reconnectTimer)
    isLive = false
    const old = channel
    channel = undefined
    presence?.onDevices([])
    // Its CLOSED event arrives later and must not count: `channel` no longer points at it.
    if (old) void supabase.removeChannel(old)
  }

  const retryLater = () => {
    drop()
    const delay = RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)] ?? 10_000
    failures += 1
    report()
    reconnectTimer = setTimeout(connect, delay)
  }

  function connect() {
    drop()
    report()
    if (isStopped || !navigator.onLine) return
    const fresh = supabase.channel(topic, {
      config: { private: true, ...(presence && { presence: { key: presence.key } }) },
    })
    channel = fresh
    if (presence) {
      fresh.on('presence', { event: 'sync' }, () => {
        if (channel === fresh) presence.onDevices(Object.keys(fresh.presenceState()))
      })
    }
    fresh.on('broadcast', { event }, ({ payload }) => onMessage(payload))
    // Without the token the first join would carry the anonymous key and be refused.
    supabase.realtime.setAuth().then(
      () => {
        if (channel !== fresh) return
        fresh.subscribe((status) => {
          if (channel !== fresh) return
          if (status !== 'SUBSCRIBED') return retryLater()
          isLive = true
          failures = 0
          report()
          onRefresh()
          // The payload never changes: a channel that tracks another one would stand there twice.
          if (presence) void fresh.track({})
        })
      },
      () => {
        if (channel === fresh) retryLater()
      },
    )
  }

  const onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now()
    } else if (!isLive || Date.now() - hiddenAt > STALE_AFTER_HIDDEN_MS) {
      connect()
    }
  }
  const onOffline = () => {
    drop()
    report()
  }

  const poll = setInterval(() => {
    if (!isLive && navigator.onLine && document.visibilityState === 'visible') onRefresh()
  }, POLL_MS)
  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('online', connect)
  window.addEventListener('offline', onOffline)
  connect()

  return () => {
    isStopped = true
    clearInterval(poll)
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('online', connect)
    window.removeEventListener('offline', onOffline)
    drop()
  }
}
