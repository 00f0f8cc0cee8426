import webPush from 'web-push'
import type { PushService } from '../env.ts'
import { DeliveryError, refusal } from '../mail/mailer.ts'

/** A browser that lets itself be rung. */
export interface Device {
  id: string
  endpoint: string
  p256dh: string
  auth: string
}

/** What the service worker is told; it makes a notification of it. */
export interface PushMessage {
  title: string
  body: string
  /** A path of the app. */
  path: string
  /** A later one of the same tag takes the place of an earlier one. */
  tag: string
}

const PATIENCE_MS = 10_000
/** A push service keeps it for a device that is off for so long. */
const KEPT_SECONDS = 12 * 60 * 60

/** The message itself is wrong: its headers, or its size. */
const WRONG_MESSAGE = [400, 413]

/** Where browsers have themselves rung. Anybody can register an address, and we send to none but these. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /\.push\.services\.mozilla\.com$/,
  /\.notify\.windows\.com$/,
  /\.push\.apple\.com$/,
]

export function isPushAddress(endpoint: string, testOrigin?: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const address = new URL(endpoint)
  if (testOrigin && address.origin === new URL(testOrigin).origin) return true
  const { protocol, hostname, port, username } = address
  return protocol === 'https:' && !port && !username && SERVICES.some((service) => service.test(hostname))
}

/**
 * Rings one device.
 * @returns false when the push service knows the device no more, which is then to be forgotten
 * @throws DeliveryError
 */
export async function ring(
  service: PushService,
  device: Device,
  message: PushMessage,
  { isUrgent = false, patienceMs = PATIENCE_MS } = {},
): Promise<boolean> {
  if (!isPushAddress(device.endpoint, service.testOrigin)) return false
  const { endpoint, p256dh, auth } = device
  // Signing and sealing only; its own way of sending knows no patience.
  const request = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(message),
    {
      vapidDetails: {
        subject: service.contact,
        publicKey: service.publicKey,
        privateKey: service.privateKey,
      },
      TTL: KEPT_SECONDS,
      urgency: isUrgent ? 'high' : 'normal',
      topic: message.tag.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 32),
    },
  )
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: readHeaders(request.headers),
    body: new Uint8Array(request.body ?? []),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => {
    throw new DeliveryError('unreachable', false)
  })
  await response.body?.cancel()
  if (response.ok) return true
  if (response.status === 404 || response.status === 410) return false
  throw refusal(response, WRONG_MESSAGE)
}

// The length is for fetch to say.
function readHeaders(headers: object): Headers {
  const read = new Headers(
    Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  read.delete('content-length')
  return read
}
