import { Readable } from 'node:stream'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Mailbox } from './mailbox.ts'

const MAX_MAIL_BYTES = 1_000_000

/** Puts what arrives by SMTP, on an ephemeral port of 127.0.0.1 without TLS or sign-in, into the mailbox. */
export async function listenSmtp(mailbox: Mailbox): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_MAIL_BYTES,
    logger: false,
    onData(stream, session, done) {
      receive(mailbox, stream, session).then(() => done(), done)
    },
  })
  // A client that breaks off is no trouble of ours.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function receive(
  mailbox: Mailbox,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<void> {
  const mail = await PostalMime.parse(Readable.toWeb(stream) as ReadableStream)
  if (stream.sizeExceeded) throw Object.assign(new Error('The mail is too large.'), { responseCode: 552 })
  const sender = mail.from?.address ?? (envelope.mailFrom || { address: '' }).address
  const from = mail.from?.name ? `${mail.from.name} <${sender}>` : sender
  for (const { address: to } of envelope.rcptTo) {
    await mailbox.add({ from, to, subject: mail.subject ?? '', text: mail.text, html: mail.html })
  }
}
