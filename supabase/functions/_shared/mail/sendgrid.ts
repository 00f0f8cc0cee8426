import type { MailService } from '../env.ts'
import { DeliveryError, MAIL_PATIENCE_MS, refusal, unsubscribeHeaders, type Mail } from './mailer.ts'

/** It has taken the mail. Whatever else answers with a success is not SendGrid. */
const ACCEPTED = 202
/** The mail itself is wrong: its fields, or their size. */
const WRONG_MAIL = [400, 413]

/** Sends a mail by SendGrid's API, version 3. @throws DeliveryError */
export async function sendBySendgrid(
  service: MailService & { kind: 'sendgrid' },
  mail: Mail,
  patienceMs = MAIL_PATIENCE_MS,
): Promise<void> {
  const [, name, email] = /^(.*?)\s*<(.+)>$/.exec(service.from)!
  const response = await fetch(`${service.baseUrl}/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      personalizations: [{ to: [{ email: mail.to }] }],
      from: { name, email },
      subject: mail.subject,
      content: [
        { type: 'text/plain', value: mail.text },
        { type: 'text/html', value: mail.html },
      ],
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
      custom_args: { delivery: mail.id },
      // What a person reads, and when, is theirs.
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
        // The letter has its own way out.
        subscription_tracking: { enable: false },
      },
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => {
    throw new DeliveryError('unreachable', false)
  })
  await response.body?.cancel()
  if (response.status === ACCEPTED) return
  if (response.ok) throw new DeliveryError('unreachable', false)
  throw refusal(response, WRONG_MAIL)
}
