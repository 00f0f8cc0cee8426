import { supabase } from '../../lib/supabase.ts'

/** Whether this browser rings, or why it cannot. */
export type PushState = 'on' | 'off' | 'blocked' | 'unsupported'

const isSupported = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** @param endpoints of the devices that the server rings for this person */
export async function readPushState(endpoints: readonly string[]): Promise<PushState> {
  if (!isSupported()) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  const own = await subscription()
  return own && endpoints.includes(own.endpoint) ? 'on' : 'off'
}

/** A service of the browser's maker that is out of reach answers nobody. */
const PATIENCE_MS = 20_000

async function subscribe({ pushManager }: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: key }
  try {
    return await pushManager.subscribe(options)
  } catch (error) {
    // It was set up for another key, which this server no longer has.
    const former =
      error instanceof DOMException &&
      error.name === 'InvalidStateError' &&
      (await pushManager.getSubscription())
    if (!former) throw error
    await former.unsubscribe()
    return pushManager.subscribe(options)
  }
}

const inTime = <T>(made: Promise<T>): Promise<T> =>
  Promise.race([
    made,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The push service does not answer')), PATIENCE_MS)
    }),
  ])

/**
 * Asks for leave and lets this browser be rung.
 * @returns what became of it; `off` when the person has not decided
 */
export async function turnOnPush(): Promise<PushState> {
  if (!isSupported()) return 'unsupported'
  const leave = await Notification.requestPermission()
  if (leave !== 'granted') return leave === 'denied' ? 'blocked' : 'off'
  const { data: key } = await supabase.rpc('web_push_key').throwOnError()
  if (!key) return 'unsupported'
  const registration = await navigator.serviceWorker.ready
  const made = await inTime(subscribe(registration, key))
  const { endpoint, keys } = made.toJSON()
  await supabase
    .rpc('register_push_device', {
      p_endpoint: endpoint!,
      p_p256dh: keys!.p256dh!,
      p_auth: keys!.auth!,
      p_device: describeDevice(navigator.userAgent),
    })
    .throwOnError()
  return 'on'
}

/** Lets this browser be rung no more, for nobody. */
export async function turnOffPush(): Promise<void> {
  const own = await subscription()
  if (!own) return
  await supabase.from('push_subscriptions').delete().eq('endpoint', own.endpoint).throwOnError()
  await own.unsubscribe()
}

/** "Firefox, Android": enough to tell one's devices apart. */
export function describeDevice(userAgent: string): string {
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1]
  const system = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1]
  return [browser, system].filter(Boolean).join(', ')
}
