import type { MailService } from '../env.ts'
import { DeliveryError, MAIL_PATIENCE_MS, unsubscribeHeaders, type Mail } from './mailer.ts'

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
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => {
    throw new DeliveryError('unreachable', false)
  })
  await response.body?.cancel()
  if (response.ok) return
  if (response.status === 401 || response.status === 403) throw new DeliveryError('not_allowed', false)
  if (response.status === 429 || response.status >= 500) throw new DeliveryError('busy', false)
  throw new DeliveryError('refused', true)
}
