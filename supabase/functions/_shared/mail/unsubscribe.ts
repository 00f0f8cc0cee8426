import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { deriveSecret } from '../ai/cache-key.ts'
import type { Env } from '../env.ts'

/** What a mail belongs to, and with it what is switched off from there. */
export const mailKindSchema = z.enum(['notices', 'daily_digest', 'weekly_digest'])
export type MailKind = z.infer<typeof mailKindSchema>

/** Where a mail of this type can be ended: by one POST without signing in, or in the settings. */
export function unsubscribeAddresses(
  env: Env,
  userId: string,
  type: string,
): { post: string; page: string } | null {
  if (!env.siteUrl) return null
  const kind = mailKindSchema.safeParse(type).data ?? 'notices'
  const query = new URLSearchParams({ user: userId, kind, token: sign(env, userId, kind) })
  return {
    post: `${env.supabaseUrl}/functions/v1/unsubscribe?${query.toString()}`,
    page: `${env.siteUrl}/settings/notifications`,
  }
}

/** Whether we wrote this address for this person and these mails. */
export function isOurToken(env: Env, userId: string, kind: MailKind, token: string): boolean {
  const given = Buffer.from(token, 'base64url')
  const right = Buffer.from(sign(env, userId, kind), 'base64url')
  return given.length === right.length && timingSafeEqual(given, right)
}

const sign = (env: Env, userId: string, kind: MailKind) =>
  createHmac('sha256', deriveSecret(env.secretKey, 'unsubscribe'))
    .update(`${kind} ${userId}`)
    .digest('base64url')
