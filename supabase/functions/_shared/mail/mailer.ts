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
  ) {
    super(reason)
  }
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
