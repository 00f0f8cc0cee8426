import { retryAfterOf } from '../ai/retry-after.ts'
import type { MailService } from '../env.ts'
import type { Letter } from './letter.ts'
import { sendBySendgrid } from './sendgrid.ts'
import { sendBySmtp } from './smtp.ts'

/** A mail that is ready to go. */
export interface Mail extends Letter {
  to: string
  /** Addresses at which a mail program can end mails like this one, the first by a POST. */
  unsubscribe: { post: string; page: string } | null
  /** The same for each attempt, so that a mail program shows a repetition once. */
  id: string
}

/** Why a message did not go. `isFinal`: it will not go another time either. */
export class DeliveryError extends Error {
  override name = 'DeliveryError'

  constructor(
    /** For the person's log of deliveries: never an address, never another's words. */
    readonly reason: 'refused' | 'unreachable' | 'busy' | 'not_allowed',
    readonly isFinal: boolean,
    /** So long the service wants to be left alone; null when it does not say. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(reason)
  }
}

/** An answer that says no, by its status. @param finalStatuses those that another attempt would get again */
export function refusal(response: Response, finalStatuses: readonly number[]): DeliveryError {
  const { status, headers } = response
  if (status === 401 || status === 403) return new DeliveryError('not_allowed', false)
  if (status === 429 || status >= 500) return new DeliveryError('busy', false, waitOf(headers))
  return new DeliveryError('refused', finalStatuses.includes(status))
}

// SendGrid's is a second of the Unix clock.
function waitOf(headers: Headers): number | null {
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1_000 - Date.now()
  return retryAfterOf(headers) ?? (reset > 0 ? reset : null)
}

/** How long a mail service may take for anything. */
export const MAIL_PATIENCE_MS = 15_000

/**
 * Sends a mail.
 * @throws DeliveryError
 */
export function sendMail(service: MailService, mail: Mail): Promise<void> {
  return service.kind === 'sendgrid' ? sendBySendgrid(service, mail) : sendBySmtp(service, mail)
}

/** The headers that let a mail program offer to unsubscribe (RFC 8058). */
export function unsubscribeHeaders({ unsubscribe }: Mail): Record<string, string> {
  if (!unsubscribe) return {}
  return {
    'List-Unsubscribe': `<${unsubscribe.post}>, <${unsubscribe.page}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
