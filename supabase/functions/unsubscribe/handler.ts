import { z } from 'zod'
import { adminClient } from '../_shared/clients.ts'
import { HttpError } from '../_shared/http-error.ts'
import { isOurToken, mailKindSchema } from '../_shared/mail/unsubscribe.ts'
import { serve } from '../_shared/serve.ts'

const querySchema = z.object({ user: z.uuid(), kind: mailKindSchema, token: z.string().max(100) })

const FOREIGN_KEY_VIOLATION = '23503'

const OFF = {
  notices: { email_notifications: false },
  daily_digest: { daily_digest: false },
  weekly_digest: { weekly_digest: false },
}

/**
 * POST /functions/v1/unsubscribe?user=&kind=&token=: what a mail program does when somebody presses "unsubscribe"
 * (RFC 8058), without signing in; it ends the mails of that kind and nothing else. A GET changes nothing, for mail
 * programs follow links by themselves: it leads to the settings.
 */
export const handler = serve({ auth: 'none', methods: ['GET', 'POST'] }, async (_, { request, env }) => {
  const page = env.siteUrl && `${env.siteUrl}/settings/notifications`
  if (request.method === 'GET' && page) return Response.redirect(page, 303)
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success || !isOurToken(env, query.data.user, query.data.kind, query.data.token)) {
    throw new HttpError('FORBIDDEN', 'This address is not one of ours.')
  }
  const { user, kind } = query.data
  const { error } = await adminClient(env)
    .from('notification_preferences')
    .upsert({ user_id: user, ...OFF[kind] })
  // Whose account is gone gets no more mails either.
  if (error && error.code !== FOREIGN_KEY_VIOLATION) throw error
  return { unsubscribed: kind }
})
