import { createTransport } from 'nodemailer'
import type { MailService } from '../env.ts'
import { DeliveryError, MAIL_PATIENCE_MS, unsubscribeHeaders, type Mail } from './mailer.ts'

/** Sends a mail to an SMTP server. @throws DeliveryError */
export async function sendBySmtp(
  service: MailService & { kind: 'smtp' },
  mail: Mail,
  patienceMs = MAIL_PATIENCE_MS,
): Promise<void> {
  const address = new URL(service.url)
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port || (address.protocol === 'smtps:' ? 465 : 25)),
    secure: address.protocol === 'smtps:',
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    // The name of this machine is nobody's business, and reading it needs a permission.
    name: 'localhost',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  try {
    await transport.sendMail({
      from: service.from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@aurum.life>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    throw explain(error as { responseCode?: number; code?: string })
  } finally {
    transport.close()
  }
}

// 4xx means later, 5xx never; anything else is a matter of the network.
function explain({ responseCode = 0 }: { responseCode?: number }): DeliveryError {
  if (responseCode >= 500) return new DeliveryError('refused', true)
  return new DeliveryError(responseCode >= 400 ? 'busy' : 'unreachable', false)
}
