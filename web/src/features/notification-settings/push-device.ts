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

/** Asks for leave and lets this browser be rung. @returns what became of it */
export async function turnOnPush(): Promise<PushState> {
  if (!isSupported()) return 'unsupported'
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked'
  const { data: key } = await supabase.rpc('web_push_key').throwOnError()
  if (!key) return 'unsupported'
  const registration = await navigator.serviceWorker.ready
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
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
