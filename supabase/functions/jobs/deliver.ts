import { z } from 'zod'
import type { Database } from '../_shared/database.ts'
import type { Env } from '../_shared/env.ts'
import type { Letter } from '../_shared/mail/letter.ts'
import { DeliveryError, sendMail } from '../_shared/mail/mailer.ts'
import { unsubscribeAddresses } from '../_shared/mail/unsubscribe.ts'
import { ring } from '../_shared/push/push.ts'
import { digestLetter, digestSchema, hasNews } from './digest.ts'
import { claimSchema, type Claim } from './message.ts'
import { noticeLetter, noticePush } from './notice-message.ts'
import type { Worker } from './queue.ts'

const dataSchema = z.object({
  user_id: z.uuid(),
  channel: z.enum(['email', 'push']),
  ids: z.array(z.uuid()).min(1),
})
type Data = z.infer<typeof dataSchema>

const isFinalFailure = (error: unknown) => error instanceof DeliveryError && error.isFinal

/** What became of a message that did not fail. */
type Outcome = { state: 'sent' } | { state: 'skipped'; reason: string }

/**
 * Sends messages by mail and to devices. What a message is made of is claimed before it goes: an attempt that finds it
 * claimed already knows that its predecessor died on the way, and leaves it at that.
 */
export function deliverer(env: Env, database: Database): Worker {
  return async ({ data, isLastAttempt }) => {
    const message = dataSchema.parse(data)
    const [row] = await database.query<{ claim: unknown }>(
      'select private.claim_delivery($1, $2, $3) as claim',
      [...[message.user_id, message.channel, message.ids]],
    )
    if (!row?.claim) return
    const claim = claimSchema.parse(row.claim)
    const finish = (state: string, reason: string | null) =>
      database.query('select private.finish_delivery($1, $2, $3, $4)', [
        ...[message.user_id, message.ids, state, reason],
      ])
    let outcome: Outcome
    try {
      outcome = await (message.channel === 'email' ? mail : push)(env, database, message, claim)
    } catch (error) {
      const isFinal = isFinalFailure(error)
      const reason = error instanceof DeliveryError ? error.reason : 'failed'
      await finish(isFinal || isLastAttempt ? 'failed' : 'queued', reason)
      // Another attempt would end the same way.
      if (!isFinal) throw error
      return
    }
    // Were this to fail, what is sent must not be taken for unsent: the next attempt finds it claimed.
    await finish(outcome.state, outcome.state === 'sent' ? null : outcome.reason)
  }
}

async function mail(env: Env, database: Database, message: Data, claim: Claim): Promise<Outcome> {
  if (!env.mail) return { state: 'skipped', reason: 'not_configured' }
  if (!claim.address) return { state: 'skipped', reason: 'no_address' }
  const letter = await writeMail(env, database, message, claim)
  if (!letter) return { state: 'skipped', reason: 'nothing_to_say' }
  const { type } = claim.items[0]!
  const unsubscribe = type === 'test' ? null : unsubscribeAddresses(env, message.user_id, type)
  await sendMail(env.mail, { ...letter, to: claim.address, id: message.ids[0]!, unsubscribe })
  return { state: 'sent' }
}

async function writeMail(env: Env, database: Database, message: Data, claim: Claim): Promise<Letter | null> {
  const { type } = claim.items[0]!
  if (type !== 'daily_digest' && type !== 'weekly_digest') return noticeLetter(claim, env.siteUrl)
  const [row] = await database.query<{ digest: unknown }>('select private.digest($1, $2) as digest', [
    ...[message.user_id, type],
  ])
  const digest = digestSchema.parse(row?.digest)
  return hasNews(digest) ? digestLetter(digest, { ...claim, type, siteUrl: env.siteUrl }) : null
}

async function push(env: Env, database: Database, { user_id }: Data, claim: Claim): Promise<Outcome> {
  const { push: service } = env
  const devices = claim.devices ?? []
  if (!service) return { state: 'skipped', reason: 'not_configured' }
  if (devices.length === 0) return { state: 'skipped', reason: 'no_device' }
  const isUrgent = claim.items.some(({ priority }) => priority === 'urgent')
  const rung = await Promise.allSettled(
    devices.map((device) => ring(service, device, noticePush(claim), { isUrgent })),
  )
  const gone = devices.filter((_, index) => {
    const result = rung[index]!
    return result.status === 'fulfilled' && !result.value
  })
  if (gone.length > 0) {
    await database.query('delete from public.push_subscriptions where user_id = $1 and id = any ($2)', [
      ...[user_id, gone.map(({ id }) => id)],
    ])
  }
  // One device is enough: trying again would ring the others twice.
  if (rung.some((result) => result.status === 'fulfilled' && result.value)) return { state: 'sent' }
  const failures = rung.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  // One that another attempt may mend, before one that nothing mends.
  if (failures.length > 0) throw failures.find((failure) => !isFinalFailure(failure)) ?? failures[0]
  return { state: 'skipped', reason: 'no_device' }
}
