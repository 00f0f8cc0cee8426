import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A mail on its way. */
export interface Mail {
  from: string
  /** One address. */
  to: string
  subject: string
  text?: string
  html?: string
}

/** A mail in the mailbox. */
export interface ReceivedMail extends Mail {
  id: string
  /** ISO instant. */
  receivedAt: string
}

export interface Mailbox {
  /** Newest first; to one address, if given. */
  list(to?: string): ReceivedMail[]
  find(id: string): ReceivedMail | undefined
  add(mail: Mail): Promise<ReceivedMail>
  clear(): Promise<void>
}

const MAX_MAILS = 500

/** Opens the mailbox kept in `folder`, one file per mail; it holds the newest 500. */
export async function openMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fileOf = (id: string) => path.join(folder, `${id}.json`)
  const forget = (mails: ReceivedMail[]) =>
    Promise.all(mails.map(({ id }) => rm(fileOf(id), { force: true })))

  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  const mails = texts
    .map((text) => JSON.parse(text) as ReceivedMail)
    .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))

  return {
    list: (to) => mails.filter((mail) => !to || mail.to.toLowerCase() === to.toLowerCase()),
    find: (id) => mails.find((mail) => mail.id === id),
    async add(mail) {
      // Never the instant of another mail: their order is kept in nothing else.
      const at = Math.max(Date.now(), Date.parse(mails[0]?.receivedAt ?? '1970-01-01') + 1)
      const received = { ...mail, id: randomUUID(), receivedAt: new Date(at).toISOString() }
      mails.unshift(received)
      const draft = `${fileOf(received.id)}.new`
      await writeFile(draft, JSON.stringify(received))
      await rename(draft, fileOf(received.id))
      await forget(mails.splice(MAX_MAILS))
      return received
    },
    async clear() {
      await forget(mails.splice(0))
    },
  }
}
